; Between all number types: integers wrap, floats saturate and NaN is 0.
test run evaluator cpu aarch64
; @bool_to_i8 agrees everywhere
; @bool_to_u8 agrees everywhere
; @bool_to_i16 agrees everywhere
; @bool_to_u16 agrees everywhere
; @bool_to_i32 agrees everywhere
; @bool_to_u32 agrees everywhere
; @bool_to_i64 agrees everywhere
; @bool_to_u64 agrees everywhere
; @bool_to_f16 agrees everywhere
; @bool_to_f32 agrees everywhere
; @bool_to_f64 agrees everywhere
; @i8_to_bool agrees everywhere
; @i8_to_u8 agrees everywhere
; @i8_to_i16 agrees everywhere
; @i8_to_u16 agrees everywhere
; @i8_to_i32 agrees everywhere
; @i8_to_u32 agrees everywhere
; @i8_to_i64 agrees everywhere
; @i8_to_u64 agrees everywhere
; @i8_to_f16 agrees everywhere
; @i8_to_f32 agrees everywhere
; @i8_to_f64 agrees everywhere
; @u8_to_bool agrees everywhere
; @u8_to_i8 agrees everywhere
; @u8_to_i16 agrees everywhere
; @u8_to_u16 agrees everywhere
; @u8_to_i32 agrees everywhere
; @u8_to_u32 agrees everywhere
; @u8_to_i64 agrees everywhere
; @u8_to_u64 agrees everywhere
; @u8_to_f16 agrees everywhere
; @u8_to_f32 agrees everywhere
; @u8_to_f64 agrees everywhere
; @i16_to_bool agrees everywhere
; @i16_to_i8 agrees everywhere
; @i16_to_u8 agrees everywhere
; @i16_to_u16 agrees everywhere
; @i16_to_i32 agrees everywhere
; @i16_to_u32 agrees everywhere
; @i16_to_i64 agrees everywhere
; @i16_to_u64 agrees everywhere
; @i16_to_f16 agrees everywhere
; @i16_to_f32 agrees everywhere
; @i16_to_f64 agrees everywhere
; @u16_to_bool agrees everywhere
; @u16_to_i8 agrees everywhere
; @u16_to_u8 agrees everywhere
; @u16_to_i16 agrees everywhere
; @u16_to_i32 agrees everywhere
; @u16_to_u32 agrees everywhere
; @u16_to_i64 agrees everywhere
; @u16_to_u64 agrees everywhere
; @u16_to_f16 agrees everywhere
; @u16_to_f32 agrees everywhere
; @u16_to_f64 agrees everywhere
; @i32_to_bool agrees everywhere
; @i32_to_i8 agrees everywhere
; @i32_to_u8 agrees everywhere
; @i32_to_i16 agrees everywhere
; @i32_to_u16 agrees everywhere
; @i32_to_u32 agrees everywhere
; @i32_to_i64 agrees everywhere
; @i32_to_u64 agrees everywhere
; @i32_to_f16 agrees everywhere
; @i32_to_f32 agrees everywhere
; @i32_to_f64 agrees everywhere
; @u32_to_bool agrees everywhere
; @u32_to_i8 agrees everywhere
; @u32_to_u8 agrees everywhere
; @u32_to_i16 agrees everywhere
; @u32_to_u16 agrees everywhere
; @u32_to_i32 agrees everywhere
; @u32_to_i64 agrees everywhere
; @u32_to_u64 agrees everywhere
; @u32_to_f16 agrees everywhere
; @u32_to_f32 agrees everywhere
; @u32_to_f64 agrees everywhere
; @i64_to_bool agrees everywhere
; @i64_to_i8 agrees everywhere
; @i64_to_u8 agrees everywhere
; @i64_to_i16 agrees everywhere
; @i64_to_u16 agrees everywhere
; @i64_to_i32 agrees everywhere
; @i64_to_u32 agrees everywhere
; @i64_to_u64 agrees everywhere
; @i64_to_f16 agrees everywhere
; @i64_to_f32 agrees everywhere
; @i64_to_f64 agrees everywhere
; @u64_to_bool agrees everywhere
; @u64_to_i8 agrees everywhere
; @u64_to_u8 agrees everywhere
; @u64_to_i16 agrees everywhere
; @u64_to_u16 agrees everywhere
; @u64_to_i32 agrees everywhere
; @u64_to_u32 agrees everywhere
; @u64_to_i64 agrees everywhere
; @u64_to_f16 agrees everywhere
; @u64_to_f32 agrees everywhere
; @u64_to_f64 agrees everywhere
; @f16_to_bool agrees everywhere
; @f16_to_i8 agrees everywhere
; @f16_to_u8 agrees everywhere
; @f16_to_i16 agrees everywhere
; @f16_to_u16 agrees everywhere
; @f16_to_i32 agrees everywhere
; @f16_to_u32 agrees everywhere
; @f16_to_i64 agrees everywhere
; @f16_to_u64 agrees everywhere
; @f16_to_f32 agrees everywhere
; @f16_to_f64 agrees everywhere
; @f32_to_bool agrees everywhere
; @f32_to_i8 agrees everywhere
; @f32_to_u8 agrees everywhere
; @f32_to_i16 agrees everywhere
; @f32_to_u16 agrees everywhere
; @f32_to_i32 agrees everywhere
; @f32_to_u32 agrees everywhere
; @f32_to_i64 agrees everywhere
; @f32_to_u64 agrees everywhere
; @f32_to_f16 agrees everywhere
; @f32_to_f64 agrees everywhere
; @f64_to_bool agrees everywhere
; @f64_to_i8 agrees everywhere
; @f64_to_u8 agrees everywhere
; @f64_to_i16 agrees everywhere
; @f64_to_u16 agrees everywhere
; @f64_to_i32 agrees everywhere
; @f64_to_u32 agrees everywhere
; @f64_to_i64 agrees everywhere
; @f64_to_u64 agrees everywhere
; @f64_to_f16 agrees everywhere
; @f64_to_f32 agrees everywhere

func @bool_to_i8(%a: bool) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @bool_to_u8(%a: bool) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @bool_to_i16(%a: bool) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @bool_to_u16(%a: bool) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @bool_to_i32(%a: bool) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @bool_to_u32(%a: bool) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @bool_to_i64(%a: bool) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @bool_to_u64(%a: bool) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @bool_to_f16(%a: bool) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @bool_to_f32(%a: bool) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @bool_to_f64(%a: bool) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @i8_to_bool(%a: i8) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @i8_to_u8(%a: i8) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @i8_to_i16(%a: i8) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @i8_to_u16(%a: i8) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @i8_to_i32(%a: i8) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @i8_to_u32(%a: i8) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @i8_to_i64(%a: i8) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @i8_to_u64(%a: i8) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @i8_to_f16(%a: i8) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @i8_to_f32(%a: i8) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @i8_to_f64(%a: i8) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @u8_to_bool(%a: u8) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @u8_to_i8(%a: u8) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @u8_to_i16(%a: u8) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @u8_to_u16(%a: u8) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @u8_to_i32(%a: u8) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @u8_to_u32(%a: u8) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @u8_to_i64(%a: u8) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @u8_to_u64(%a: u8) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @u8_to_f16(%a: u8) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @u8_to_f32(%a: u8) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @u8_to_f64(%a: u8) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @i16_to_bool(%a: i16) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @i16_to_i8(%a: i16) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @i16_to_u8(%a: i16) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @i16_to_u16(%a: i16) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @i16_to_i32(%a: i16) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @i16_to_u32(%a: i16) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @i16_to_i64(%a: i16) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @i16_to_u64(%a: i16) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @i16_to_f16(%a: i16) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @i16_to_f32(%a: i16) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @i16_to_f64(%a: i16) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @u16_to_bool(%a: u16) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @u16_to_i8(%a: u16) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @u16_to_u8(%a: u16) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @u16_to_i16(%a: u16) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @u16_to_i32(%a: u16) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @u16_to_u32(%a: u16) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @u16_to_i64(%a: u16) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @u16_to_u64(%a: u16) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @u16_to_f16(%a: u16) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @u16_to_f32(%a: u16) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @u16_to_f64(%a: u16) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @i32_to_bool(%a: i32) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @i32_to_i8(%a: i32) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @i32_to_u8(%a: i32) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @i32_to_i16(%a: i32) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @i32_to_u16(%a: i32) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @i32_to_u32(%a: i32) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @i32_to_i64(%a: i32) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @i32_to_u64(%a: i32) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @i32_to_f16(%a: i32) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @i32_to_f32(%a: i32) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @i32_to_f64(%a: i32) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @u32_to_bool(%a: u32) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @u32_to_i8(%a: u32) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @u32_to_u8(%a: u32) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @u32_to_i16(%a: u32) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @u32_to_u16(%a: u32) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @u32_to_i32(%a: u32) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @u32_to_i64(%a: u32) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @u32_to_u64(%a: u32) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @u32_to_f16(%a: u32) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @u32_to_f32(%a: u32) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @u32_to_f64(%a: u32) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @i64_to_bool(%a: i64) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @i64_to_i8(%a: i64) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @i64_to_u8(%a: i64) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @i64_to_i16(%a: i64) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @i64_to_u16(%a: i64) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @i64_to_i32(%a: i64) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @i64_to_u32(%a: i64) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @i64_to_u64(%a: i64) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @i64_to_f16(%a: i64) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @i64_to_f32(%a: i64) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @i64_to_f64(%a: i64) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @u64_to_bool(%a: u64) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @u64_to_i8(%a: u64) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @u64_to_u8(%a: u64) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @u64_to_i16(%a: u64) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @u64_to_u16(%a: u64) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @u64_to_i32(%a: u64) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @u64_to_u32(%a: u64) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @u64_to_i64(%a: u64) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @u64_to_f16(%a: u64) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @u64_to_f32(%a: u64) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @u64_to_f64(%a: u64) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @f16_to_bool(%a: f16) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @f16_to_i8(%a: f16) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @f16_to_u8(%a: f16) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @f16_to_i16(%a: f16) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @f16_to_u16(%a: f16) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @f16_to_i32(%a: f16) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @f16_to_u32(%a: f16) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @f16_to_i64(%a: f16) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @f16_to_u64(%a: f16) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @f16_to_f32(%a: f16) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @f16_to_f64(%a: f16) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @f32_to_bool(%a: f32) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @f32_to_i8(%a: f32) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @f32_to_u8(%a: f32) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @f32_to_i16(%a: f32) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @f32_to_u16(%a: f32) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @f32_to_i32(%a: f32) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @f32_to_u32(%a: f32) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @f32_to_i64(%a: f32) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @f32_to_u64(%a: f32) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @f32_to_f16(%a: f32) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @f32_to_f64(%a: f32) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @f64_to_bool(%a: f64) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @f64_to_i8(%a: f64) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @f64_to_u8(%a: f64) -> u8 noraise {
entry:
  %0 = convert u8 %a
  return %0
}

func @f64_to_i16(%a: f64) -> i16 noraise {
entry:
  %0 = convert i16 %a
  return %0
}

func @f64_to_u16(%a: f64) -> u16 noraise {
entry:
  %0 = convert u16 %a
  return %0
}

func @f64_to_i32(%a: f64) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @f64_to_u32(%a: f64) -> u32 noraise {
entry:
  %0 = convert u32 %a
  return %0
}

func @f64_to_i64(%a: f64) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @f64_to_u64(%a: f64) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @f64_to_f16(%a: f64) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @f64_to_f32(%a: f64) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}
