; Bits of integers: shifts by any count, logic, counts of bits.
test run evaluator cpu aarch64
; @shl_i8 agrees everywhere
; @shr_i8 agrees everywhere
; @and_i8 agrees everywhere
; @or_i8 agrees everywhere
; @xor_i8 agrees everywhere
; @shl_u8 agrees everywhere
; @shr_u8 agrees everywhere
; @and_u8 agrees everywhere
; @or_u8 agrees everywhere
; @xor_u8 agrees everywhere
; @shl_i16 agrees everywhere
; @shr_i16 agrees everywhere
; @and_i16 agrees everywhere
; @or_i16 agrees everywhere
; @xor_i16 agrees everywhere
; @shl_u16 agrees everywhere
; @shr_u16 agrees everywhere
; @and_u16 agrees everywhere
; @or_u16 agrees everywhere
; @xor_u16 agrees everywhere
; @shl_i32 agrees everywhere
; @shr_i32 agrees everywhere
; @and_i32 agrees everywhere
; @or_i32 agrees everywhere
; @xor_i32 agrees everywhere
; @shl_u32 agrees everywhere
; @shr_u32 agrees everywhere
; @and_u32 agrees everywhere
; @or_u32 agrees everywhere
; @xor_u32 agrees everywhere
; @shl_i64 agrees everywhere
; @shr_i64 agrees everywhere
; @and_i64 agrees everywhere
; @or_i64 agrees everywhere
; @xor_i64 agrees everywhere
; @shl_u64 agrees everywhere
; @shr_u64 agrees everywhere
; @and_u64 agrees everywhere
; @or_u64 agrees everywhere
; @xor_u64 agrees everywhere
; @not_i8 agrees everywhere
; @neg_i8 agrees everywhere
; @abs_i8 agrees everywhere
; @popcount_i8 agrees everywhere
; @clz_i8 agrees everywhere
; @ctz_i8 agrees everywhere
; @not_u8 agrees everywhere
; @neg_u8 agrees everywhere
; @abs_u8 agrees everywhere
; @popcount_u8 agrees everywhere
; @clz_u8 agrees everywhere
; @ctz_u8 agrees everywhere
; @not_i16 agrees everywhere
; @neg_i16 agrees everywhere
; @abs_i16 agrees everywhere
; @popcount_i16 agrees everywhere
; @clz_i16 agrees everywhere
; @ctz_i16 agrees everywhere
; @not_u16 agrees everywhere
; @neg_u16 agrees everywhere
; @abs_u16 agrees everywhere
; @popcount_u16 agrees everywhere
; @clz_u16 agrees everywhere
; @ctz_u16 agrees everywhere
; @not_i32 agrees everywhere
; @neg_i32 agrees everywhere
; @abs_i32 agrees everywhere
; @popcount_i32 agrees everywhere
; @clz_i32 agrees everywhere
; @ctz_i32 agrees everywhere
; @not_u32 agrees everywhere
; @neg_u32 agrees everywhere
; @abs_u32 agrees everywhere
; @popcount_u32 agrees everywhere
; @clz_u32 agrees everywhere
; @ctz_u32 agrees everywhere
; @not_i64 agrees everywhere
; @neg_i64 agrees everywhere
; @abs_i64 agrees everywhere
; @popcount_i64 agrees everywhere
; @clz_i64 agrees everywhere
; @ctz_i64 agrees everywhere
; @not_u64 agrees everywhere
; @neg_u64 agrees everywhere
; @abs_u64 agrees everywhere
; @popcount_u64 agrees everywhere
; @clz_u64 agrees everywhere
; @ctz_u64 agrees everywhere

func @shl_i8(%a: i8, %b: i8) -> i8 noraise {
entry:
  %0 = shl i8 %a, %b
  return %0
}

func @shr_i8(%a: i8, %b: i8) -> i8 noraise {
entry:
  %0 = shr i8 %a, %b
  return %0
}

func @and_i8(%a: i8, %b: i8) -> i8 noraise {
entry:
  %0 = and i8 %a, %b
  return %0
}

func @or_i8(%a: i8, %b: i8) -> i8 noraise {
entry:
  %0 = or i8 %a, %b
  return %0
}

func @xor_i8(%a: i8, %b: i8) -> i8 noraise {
entry:
  %0 = xor i8 %a, %b
  return %0
}

func @shl_u8(%a: u8, %b: u8) -> u8 noraise {
entry:
  %0 = shl u8 %a, %b
  return %0
}

func @shr_u8(%a: u8, %b: u8) -> u8 noraise {
entry:
  %0 = shr u8 %a, %b
  return %0
}

func @and_u8(%a: u8, %b: u8) -> u8 noraise {
entry:
  %0 = and u8 %a, %b
  return %0
}

func @or_u8(%a: u8, %b: u8) -> u8 noraise {
entry:
  %0 = or u8 %a, %b
  return %0
}

func @xor_u8(%a: u8, %b: u8) -> u8 noraise {
entry:
  %0 = xor u8 %a, %b
  return %0
}

func @shl_i16(%a: i16, %b: i16) -> i16 noraise {
entry:
  %0 = shl i16 %a, %b
  return %0
}

func @shr_i16(%a: i16, %b: i16) -> i16 noraise {
entry:
  %0 = shr i16 %a, %b
  return %0
}

func @and_i16(%a: i16, %b: i16) -> i16 noraise {
entry:
  %0 = and i16 %a, %b
  return %0
}

func @or_i16(%a: i16, %b: i16) -> i16 noraise {
entry:
  %0 = or i16 %a, %b
  return %0
}

func @xor_i16(%a: i16, %b: i16) -> i16 noraise {
entry:
  %0 = xor i16 %a, %b
  return %0
}

func @shl_u16(%a: u16, %b: u16) -> u16 noraise {
entry:
  %0 = shl u16 %a, %b
  return %0
}

func @shr_u16(%a: u16, %b: u16) -> u16 noraise {
entry:
  %0 = shr u16 %a, %b
  return %0
}

func @and_u16(%a: u16, %b: u16) -> u16 noraise {
entry:
  %0 = and u16 %a, %b
  return %0
}

func @or_u16(%a: u16, %b: u16) -> u16 noraise {
entry:
  %0 = or u16 %a, %b
  return %0
}

func @xor_u16(%a: u16, %b: u16) -> u16 noraise {
entry:
  %0 = xor u16 %a, %b
  return %0
}

func @shl_i32(%a: i32, %b: i32) -> i32 noraise {
entry:
  %0 = shl i32 %a, %b
  return %0
}

func @shr_i32(%a: i32, %b: i32) -> i32 noraise {
entry:
  %0 = shr i32 %a, %b
  return %0
}

func @and_i32(%a: i32, %b: i32) -> i32 noraise {
entry:
  %0 = and i32 %a, %b
  return %0
}

func @or_i32(%a: i32, %b: i32) -> i32 noraise {
entry:
  %0 = or i32 %a, %b
  return %0
}

func @xor_i32(%a: i32, %b: i32) -> i32 noraise {
entry:
  %0 = xor i32 %a, %b
  return %0
}

func @shl_u32(%a: u32, %b: u32) -> u32 noraise {
entry:
  %0 = shl u32 %a, %b
  return %0
}

func @shr_u32(%a: u32, %b: u32) -> u32 noraise {
entry:
  %0 = shr u32 %a, %b
  return %0
}

func @and_u32(%a: u32, %b: u32) -> u32 noraise {
entry:
  %0 = and u32 %a, %b
  return %0
}

func @or_u32(%a: u32, %b: u32) -> u32 noraise {
entry:
  %0 = or u32 %a, %b
  return %0
}

func @xor_u32(%a: u32, %b: u32) -> u32 noraise {
entry:
  %0 = xor u32 %a, %b
  return %0
}

func @shl_i64(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = shl i64 %a, %b
  return %0
}

func @shr_i64(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = shr i64 %a, %b
  return %0
}

func @and_i64(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = and i64 %a, %b
  return %0
}

func @or_i64(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = or i64 %a, %b
  return %0
}

func @xor_i64(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = xor i64 %a, %b
  return %0
}

func @shl_u64(%a: u64, %b: u64) -> u64 noraise {
entry:
  %0 = shl u64 %a, %b
  return %0
}

func @shr_u64(%a: u64, %b: u64) -> u64 noraise {
entry:
  %0 = shr u64 %a, %b
  return %0
}

func @and_u64(%a: u64, %b: u64) -> u64 noraise {
entry:
  %0 = and u64 %a, %b
  return %0
}

func @or_u64(%a: u64, %b: u64) -> u64 noraise {
entry:
  %0 = or u64 %a, %b
  return %0
}

func @xor_u64(%a: u64, %b: u64) -> u64 noraise {
entry:
  %0 = xor u64 %a, %b
  return %0
}

func @not_i8(%a: i8) -> i8 noraise {
entry:
  %0 = not i8 %a
  return %0
}

func @neg_i8(%a: i8) -> i8 noraise {
entry:
  %0 = neg i8 %a
  return %0
}

func @abs_i8(%a: i8) -> i8 noraise {
entry:
  %0 = abs i8 %a
  return %0
}

func @popcount_i8(%a: i8) -> i8 noraise {
entry:
  %0 = popcount i8 %a
  return %0
}

func @clz_i8(%a: i8) -> i8 noraise {
entry:
  %0 = clz i8 %a
  return %0
}

func @ctz_i8(%a: i8) -> i8 noraise {
entry:
  %0 = ctz i8 %a
  return %0
}

func @not_u8(%a: u8) -> u8 noraise {
entry:
  %0 = not u8 %a
  return %0
}

func @neg_u8(%a: u8) -> u8 noraise {
entry:
  %0 = neg u8 %a
  return %0
}

func @abs_u8(%a: u8) -> u8 noraise {
entry:
  %0 = abs u8 %a
  return %0
}

func @popcount_u8(%a: u8) -> u8 noraise {
entry:
  %0 = popcount u8 %a
  return %0
}

func @clz_u8(%a: u8) -> u8 noraise {
entry:
  %0 = clz u8 %a
  return %0
}

func @ctz_u8(%a: u8) -> u8 noraise {
entry:
  %0 = ctz u8 %a
  return %0
}

func @not_i16(%a: i16) -> i16 noraise {
entry:
  %0 = not i16 %a
  return %0
}

func @neg_i16(%a: i16) -> i16 noraise {
entry:
  %0 = neg i16 %a
  return %0
}

func @abs_i16(%a: i16) -> i16 noraise {
entry:
  %0 = abs i16 %a
  return %0
}

func @popcount_i16(%a: i16) -> i16 noraise {
entry:
  %0 = popcount i16 %a
  return %0
}

func @clz_i16(%a: i16) -> i16 noraise {
entry:
  %0 = clz i16 %a
  return %0
}

func @ctz_i16(%a: i16) -> i16 noraise {
entry:
  %0 = ctz i16 %a
  return %0
}

func @not_u16(%a: u16) -> u16 noraise {
entry:
  %0 = not u16 %a
  return %0
}

func @neg_u16(%a: u16) -> u16 noraise {
entry:
  %0 = neg u16 %a
  return %0
}

func @abs_u16(%a: u16) -> u16 noraise {
entry:
  %0 = abs u16 %a
  return %0
}

func @popcount_u16(%a: u16) -> u16 noraise {
entry:
  %0 = popcount u16 %a
  return %0
}

func @clz_u16(%a: u16) -> u16 noraise {
entry:
  %0 = clz u16 %a
  return %0
}

func @ctz_u16(%a: u16) -> u16 noraise {
entry:
  %0 = ctz u16 %a
  return %0
}

func @not_i32(%a: i32) -> i32 noraise {
entry:
  %0 = not i32 %a
  return %0
}

func @neg_i32(%a: i32) -> i32 noraise {
entry:
  %0 = neg i32 %a
  return %0
}

func @abs_i32(%a: i32) -> i32 noraise {
entry:
  %0 = abs i32 %a
  return %0
}

func @popcount_i32(%a: i32) -> i32 noraise {
entry:
  %0 = popcount i32 %a
  return %0
}

func @clz_i32(%a: i32) -> i32 noraise {
entry:
  %0 = clz i32 %a
  return %0
}

func @ctz_i32(%a: i32) -> i32 noraise {
entry:
  %0 = ctz i32 %a
  return %0
}

func @not_u32(%a: u32) -> u32 noraise {
entry:
  %0 = not u32 %a
  return %0
}

func @neg_u32(%a: u32) -> u32 noraise {
entry:
  %0 = neg u32 %a
  return %0
}

func @abs_u32(%a: u32) -> u32 noraise {
entry:
  %0 = abs u32 %a
  return %0
}

func @popcount_u32(%a: u32) -> u32 noraise {
entry:
  %0 = popcount u32 %a
  return %0
}

func @clz_u32(%a: u32) -> u32 noraise {
entry:
  %0 = clz u32 %a
  return %0
}

func @ctz_u32(%a: u32) -> u32 noraise {
entry:
  %0 = ctz u32 %a
  return %0
}

func @not_i64(%a: i64) -> i64 noraise {
entry:
  %0 = not i64 %a
  return %0
}

func @neg_i64(%a: i64) -> i64 noraise {
entry:
  %0 = neg i64 %a
  return %0
}

func @abs_i64(%a: i64) -> i64 noraise {
entry:
  %0 = abs i64 %a
  return %0
}

func @popcount_i64(%a: i64) -> i64 noraise {
entry:
  %0 = popcount i64 %a
  return %0
}

func @clz_i64(%a: i64) -> i64 noraise {
entry:
  %0 = clz i64 %a
  return %0
}

func @ctz_i64(%a: i64) -> i64 noraise {
entry:
  %0 = ctz i64 %a
  return %0
}

func @not_u64(%a: u64) -> u64 noraise {
entry:
  %0 = not u64 %a
  return %0
}

func @neg_u64(%a: u64) -> u64 noraise {
entry:
  %0 = neg u64 %a
  return %0
}

func @abs_u64(%a: u64) -> u64 noraise {
entry:
  %0 = abs u64 %a
  return %0
}

func @popcount_u64(%a: u64) -> u64 noraise {
entry:
  %0 = popcount u64 %a
  return %0
}

func @clz_u64(%a: u64) -> u64 noraise {
entry:
  %0 = clz u64 %a
  return %0
}

func @ctz_u64(%a: u64) -> u64 noraise {
entry:
  %0 = ctz u64 %a
  return %0
}
