; The far ends of conversions, in numbers: nothing here asks the evaluator.
test run evaluator cpu aarch64
; @f64_to_i8(1e300) == 127
; @f64_to_i8(127.9) == 127
; @f64_to_i8(-128.9) == -128
; @f64_to_i8(-1e300) == -128
; @f64_to_i8(nan) == 0
; @f64_to_i8(-0.9) == 0
; @f64_to_u8(255.9) == 255
; @f64_to_u8(1e300) == 255
; @f64_to_u8(-1.0) == 0
; @f64_to_u8(-inf) == 0
; @f64_to_u8(nan) == 0
; @f64_to_i64(9.223372036854775807e18) == 9223372036854775807
; @f64_to_i64(-9.3e18) == -9223372036854775808
; @f64_to_i64(9007199254740993.0) == 9007199254740992
; @f64_to_i64(inf) == 9223372036854775807
; @f64_to_u64(1.8446744073709552e19) == 18446744073709551615
; @f64_to_u64(9.223372036854775808e18) == 9223372036854775808
; @f64_to_u64(-0.5) == 0
; @f32_to_i32(2147483648.0) == 2147483647
; @f32_to_i32(-2147483648.0) == -2147483648
; @i64_to_f32(9223372036854775807) == 9.223372036854775808e18
; @i64_to_f32(16777217) == 16777216.0
; @i64_to_f32(16777219) == 16777220.0
; @i64_to_f64(9007199254740993) == 9007199254740992.0
; @i64_to_f64(-9223372036854775808) == -9.223372036854775808e18
; @u64_to_f64(18446744073709551615) == 18446744073709551616.0
; @u64_to_f64(9223372036854775809) == 9.223372036854775808e18
; @f64_to_f32(1e300) == inf
; @f64_to_f32(1e-50) == 0.0
; @f64_to_f32(3.4028235677973366e38) == inf
; @f64_to_f32(16777217.0) == 16777216.0
; @f64_to_f16(65519.0) == 65504.0
; @f64_to_f16(65520.0) == inf
; @f64_to_f16(2.98e-8) == 0.0
; @f64_to_f16(5.96e-8) == 5.960464477539063e-8
; @f64_to_f16(2049.0) == 2048.0
; @f64_to_f16(2051.0) == 2052.0
; @f32_to_f16(1e-8) == 0.0
; @f32_to_f16(-65520.0) == -inf
; @i64_to_f16(65520) == inf
; @i64_to_f16(2049) == 2048.0
; @f16_to_i8(200.0) == 127
; @f16_to_i8(-200.0) == -128
; @i64_to_i8(128) == -128
; @i64_to_i8(255) == -1
; @i64_to_i8(-129) == 127
; @u64_to_i32(4294967295) == -1
; @u64_to_i32(2147483648) == -2147483648
; @i8_to_u64(-1) == 18446744073709551615
; @u8_to_i64(255) == 255
; @i64_to_bool(256) == true
; @i64_to_bool(0) == false
; @f64_to_bool(nan) == true
; @f64_to_bool(-0.0) == false
; @f64_to_bool(1e-310) == true
; @bool_to_f64(true) == 1.0
; @bool_to_i8(true) == 1

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

func @f32_to_i32(%a: f32) -> i32 noraise {
entry:
  %0 = convert i32 %a
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

func @u64_to_f64(%a: u64) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @f64_to_f32(%a: f64) -> f32 noraise {
entry:
  %0 = convert f32 %a
  return %0
}

func @f64_to_f16(%a: f64) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @f32_to_f16(%a: f32) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @i64_to_f16(%a: i64) -> f16 noraise {
entry:
  %0 = convert f16 %a
  return %0
}

func @f16_to_i8(%a: f16) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @i64_to_i8(%a: i64) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}

func @u64_to_i32(%a: u64) -> i32 noraise {
entry:
  %0 = convert i32 %a
  return %0
}

func @i8_to_u64(%a: i8) -> u64 noraise {
entry:
  %0 = convert u64 %a
  return %0
}

func @u8_to_i64(%a: u8) -> i64 noraise {
entry:
  %0 = convert i64 %a
  return %0
}

func @i64_to_bool(%a: i64) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @f64_to_bool(%a: f64) -> bool noraise {
entry:
  %0 = convert bool %a
  return %0
}

func @bool_to_f64(%a: bool) -> f64 noraise {
entry:
  %0 = convert f64 %a
  return %0
}

func @bool_to_i8(%a: bool) -> i8 noraise {
entry:
  %0 = convert i8 %a
  return %0
}
