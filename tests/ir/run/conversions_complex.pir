; Complex numbers from and to all others: the imaginary part is 0, and is dropped.
test run evaluator cpu aarch64
; @bool_to_c64 agrees everywhere
; @c64_to_bool agrees everywhere
; @i8_to_c64 agrees everywhere
; @c64_to_i8 agrees everywhere
; @u8_to_c64 agrees everywhere
; @c64_to_u8 agrees everywhere
; @i16_to_c64 agrees everywhere
; @c64_to_i16 agrees everywhere
; @u16_to_c64 agrees everywhere
; @c64_to_u16 agrees everywhere
; @i32_to_c64 agrees everywhere
; @c64_to_i32 agrees everywhere
; @u32_to_c64 agrees everywhere
; @c64_to_u32 agrees everywhere
; @i64_to_c64 agrees everywhere
; @c64_to_i64 agrees everywhere
; @u64_to_c64 agrees everywhere
; @c64_to_u64 agrees everywhere
; @f16_to_c64 agrees everywhere
; @c64_to_f16 agrees everywhere
; @f32_to_c64 agrees everywhere
; @c64_to_f32 agrees everywhere
; @f64_to_c64 agrees everywhere
; @c64_to_f64 agrees everywhere
; @bool_to_c128 agrees everywhere
; @c128_to_bool agrees everywhere
; @i8_to_c128 agrees everywhere
; @c128_to_i8 agrees everywhere
; @u8_to_c128 agrees everywhere
; @c128_to_u8 agrees everywhere
; @i16_to_c128 agrees everywhere
; @c128_to_i16 agrees everywhere
; @u16_to_c128 agrees everywhere
; @c128_to_u16 agrees everywhere
; @i32_to_c128 agrees everywhere
; @c128_to_i32 agrees everywhere
; @u32_to_c128 agrees everywhere
; @c128_to_u32 agrees everywhere
; @i64_to_c128 agrees everywhere
; @c128_to_i64 agrees everywhere
; @u64_to_c128 agrees everywhere
; @c128_to_u64 agrees everywhere
; @f16_to_c128 agrees everywhere
; @c128_to_f16 agrees everywhere
; @f32_to_c128 agrees everywhere
; @c128_to_f32 agrees everywhere
; @f64_to_c128 agrees everywhere
; @c128_to_f64 agrees everywhere
; @c64_to_c128 agrees everywhere
; @c128_to_c64 agrees everywhere

func @bool_to_c64(%a: bool) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_bool(%a: c64) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @i8_to_c64(%a: i8) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_i8(%a: c64) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @u8_to_c64(%a: u8) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_u8(%a: c64) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @i16_to_c64(%a: i16) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_i16(%a: c64) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @u16_to_c64(%a: u16) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_u16(%a: c64) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @i32_to_c64(%a: i32) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_i32(%a: c64) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @u32_to_c64(%a: u32) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_u32(%a: c64) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @i64_to_c64(%a: i64) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_i64(%a: c64) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @u64_to_c64(%a: u64) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_u64(%a: c64) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @f16_to_c64(%a: f16) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_f16(%a: c64) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @f32_to_c64(%a: f32) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_f32(%a: c64) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @f64_to_c64(%a: f64) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}

func @c64_to_f64(%a: c64) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @bool_to_c128(%a: bool) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_bool(%a: c128) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @i8_to_c128(%a: i8) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_i8(%a: c128) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @u8_to_c128(%a: u8) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_u8(%a: c128) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @i16_to_c128(%a: i16) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_i16(%a: c128) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @u16_to_c128(%a: u16) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_u16(%a: c128) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @i32_to_c128(%a: i32) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_i32(%a: c128) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @u32_to_c128(%a: u32) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_u32(%a: c128) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @i64_to_c128(%a: i64) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_i64(%a: c128) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @u64_to_c128(%a: u64) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_u64(%a: c128) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @f16_to_c128(%a: f16) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_f16(%a: c128) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @f32_to_c128(%a: f32) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_f32(%a: c128) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @f64_to_c128(%a: f64) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_f64(%a: c128) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @c64_to_c128(%a: c64) -> c128 noraise {
entry:
  %0 = convert c128 %a
  return %0
}

func @c128_to_c64(%a: c128) -> c64 noraise {
entry:
  %0 = convert c64 %a
  return %0
}
