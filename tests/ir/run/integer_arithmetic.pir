; Sums, products, quotients and powers of integers of every width wrap and are total.
test run evaluator cpu aarch64
; @add_i8 agrees everywhere
; @sub_i8 agrees everywhere
; @mul_i8 agrees everywhere
; @floordiv_i8 agrees everywhere
; @floormod_i8 agrees everywhere
; @pow_i8 agrees everywhere
; @add_u8 agrees everywhere
; @sub_u8 agrees everywhere
; @mul_u8 agrees everywhere
; @floordiv_u8 agrees everywhere
; @floormod_u8 agrees everywhere
; @pow_u8 agrees everywhere
; @add_i16 agrees everywhere
; @sub_i16 agrees everywhere
; @mul_i16 agrees everywhere
; @floordiv_i16 agrees everywhere
; @floormod_i16 agrees everywhere
; @pow_i16 agrees everywhere
; @add_u16 agrees everywhere
; @sub_u16 agrees everywhere
; @mul_u16 agrees everywhere
; @floordiv_u16 agrees everywhere
; @floormod_u16 agrees everywhere
; @pow_u16 agrees everywhere
; @add_i32 agrees everywhere
; @sub_i32 agrees everywhere
; @mul_i32 agrees everywhere
; @floordiv_i32 agrees everywhere
; @floormod_i32 agrees everywhere
; @pow_i32 agrees everywhere
; @add_u32 agrees everywhere
; @sub_u32 agrees everywhere
; @mul_u32 agrees everywhere
; @floordiv_u32 agrees everywhere
; @floormod_u32 agrees everywhere
; @pow_u32 agrees everywhere
; @add_i64 agrees everywhere
; @sub_i64 agrees everywhere
; @mul_i64 agrees everywhere
; @floordiv_i64 agrees everywhere
; @floormod_i64 agrees everywhere
; @pow_i64 agrees everywhere
; @add_u64 agrees everywhere
; @sub_u64 agrees everywhere
; @mul_u64 agrees everywhere
; @floordiv_u64 agrees everywhere
; @floormod_u64 agrees everywhere
; @pow_u64 agrees everywhere

func @add_i8(%a: i8, %b: i8) -> i8 noraise {
entry:
  %0 = add i8 %a, %b
  return %0
}

func @sub_i8(%a: i8, %b: i8) -> i8 noraise {
entry:
  %0 = sub i8 %a, %b
  return %0
}

func @mul_i8(%a: i8, %b: i8) -> i8 noraise {
entry:
  %0 = mul i8 %a, %b
  return %0
}

func @floordiv_i8(%a: i8, %b: i8) -> i8 noraise {
entry:
  %0 = floordiv i8 %a, %b
  return %0
}

func @floormod_i8(%a: i8, %b: i8) -> i8 noraise {
entry:
  %0 = floormod i8 %a, %b
  return %0
}

func @pow_i8(%a: i8, %b: i8) -> i8 noraise {
entry:
  %0 = pow i8 %a, %b
  return %0
}

func @add_u8(%a: u8, %b: u8) -> u8 noraise {
entry:
  %0 = add u8 %a, %b
  return %0
}

func @sub_u8(%a: u8, %b: u8) -> u8 noraise {
entry:
  %0 = sub u8 %a, %b
  return %0
}

func @mul_u8(%a: u8, %b: u8) -> u8 noraise {
entry:
  %0 = mul u8 %a, %b
  return %0
}

func @floordiv_u8(%a: u8, %b: u8) -> u8 noraise {
entry:
  %0 = floordiv u8 %a, %b
  return %0
}

func @floormod_u8(%a: u8, %b: u8) -> u8 noraise {
entry:
  %0 = floormod u8 %a, %b
  return %0
}

func @pow_u8(%a: u8, %b: u8) -> u8 noraise {
entry:
  %0 = pow u8 %a, %b
  return %0
}

func @add_i16(%a: i16, %b: i16) -> i16 noraise {
entry:
  %0 = add i16 %a, %b
  return %0
}

func @sub_i16(%a: i16, %b: i16) -> i16 noraise {
entry:
  %0 = sub i16 %a, %b
  return %0
}

func @mul_i16(%a: i16, %b: i16) -> i16 noraise {
entry:
  %0 = mul i16 %a, %b
  return %0
}

func @floordiv_i16(%a: i16, %b: i16) -> i16 noraise {
entry:
  %0 = floordiv i16 %a, %b
  return %0
}

func @floormod_i16(%a: i16, %b: i16) -> i16 noraise {
entry:
  %0 = floormod i16 %a, %b
  return %0
}

func @pow_i16(%a: i16, %b: i16) -> i16 noraise {
entry:
  %0 = pow i16 %a, %b
  return %0
}

func @add_u16(%a: u16, %b: u16) -> u16 noraise {
entry:
  %0 = add u16 %a, %b
  return %0
}

func @sub_u16(%a: u16, %b: u16) -> u16 noraise {
entry:
  %0 = sub u16 %a, %b
  return %0
}

func @mul_u16(%a: u16, %b: u16) -> u16 noraise {
entry:
  %0 = mul u16 %a, %b
  return %0
}

func @floordiv_u16(%a: u16, %b: u16) -> u16 noraise {
entry:
  %0 = floordiv u16 %a, %b
  return %0
}

func @floormod_u16(%a: u16, %b: u16) -> u16 noraise {
entry:
  %0 = floormod u16 %a, %b
  return %0
}

func @pow_u16(%a: u16, %b: u16) -> u16 noraise {
entry:
  %0 = pow u16 %a, %b
  return %0
}

func @add_i32(%a: i32, %b: i32) -> i32 noraise {
entry:
  %0 = add i32 %a, %b
  return %0
}

func @sub_i32(%a: i32, %b: i32) -> i32 noraise {
entry:
  %0 = sub i32 %a, %b
  return %0
}

func @mul_i32(%a: i32, %b: i32) -> i32 noraise {
entry:
  %0 = mul i32 %a, %b
  return %0
}

func @floordiv_i32(%a: i32, %b: i32) -> i32 noraise {
entry:
  %0 = floordiv i32 %a, %b
  return %0
}

func @floormod_i32(%a: i32, %b: i32) -> i32 noraise {
entry:
  %0 = floormod i32 %a, %b
  return %0
}

func @pow_i32(%a: i32, %b: i32) -> i32 noraise {
entry:
  %0 = pow i32 %a, %b
  return %0
}

func @add_u32(%a: u32, %b: u32) -> u32 noraise {
entry:
  %0 = add u32 %a, %b
  return %0
}

func @sub_u32(%a: u32, %b: u32) -> u32 noraise {
entry:
  %0 = sub u32 %a, %b
  return %0
}

func @mul_u32(%a: u32, %b: u32) -> u32 noraise {
entry:
  %0 = mul u32 %a, %b
  return %0
}

func @floordiv_u32(%a: u32, %b: u32) -> u32 noraise {
entry:
  %0 = floordiv u32 %a, %b
  return %0
}

func @floormod_u32(%a: u32, %b: u32) -> u32 noraise {
entry:
  %0 = floormod u32 %a, %b
  return %0
}

func @pow_u32(%a: u32, %b: u32) -> u32 noraise {
entry:
  %0 = pow u32 %a, %b
  return %0
}

func @add_i64(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = add i64 %a, %b
  return %0
}

func @sub_i64(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = sub i64 %a, %b
  return %0
}

func @mul_i64(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = mul i64 %a, %b
  return %0
}

func @floordiv_i64(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = floordiv i64 %a, %b
  return %0
}

func @floormod_i64(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = floormod i64 %a, %b
  return %0
}

func @pow_i64(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = pow i64 %a, %b
  return %0
}

func @add_u64(%a: u64, %b: u64) -> u64 noraise {
entry:
  %0 = add u64 %a, %b
  return %0
}

func @sub_u64(%a: u64, %b: u64) -> u64 noraise {
entry:
  %0 = sub u64 %a, %b
  return %0
}

func @mul_u64(%a: u64, %b: u64) -> u64 noraise {
entry:
  %0 = mul u64 %a, %b
  return %0
}

func @floordiv_u64(%a: u64, %b: u64) -> u64 noraise {
entry:
  %0 = floordiv u64 %a, %b
  return %0
}

func @floormod_u64(%a: u64, %b: u64) -> u64 noraise {
entry:
  %0 = floormod u64 %a, %b
  return %0
}

func @pow_u64(%a: u64, %b: u64) -> u64 noraise {
entry:
  %0 = pow u64 %a, %b
  return %0
}
