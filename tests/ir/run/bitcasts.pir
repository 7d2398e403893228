; The same bits as another type.
test run evaluator cpu aarch64
; @i64_as_f64 agrees everywhere
; @f64_as_i64 agrees everywhere
; @u64_as_f64 agrees everywhere
; @f64_as_u64 agrees everywhere
; @i32_as_f32 agrees everywhere
; @f32_as_u32 agrees everywhere
; @i16_as_f16 agrees everywhere
; @f16_as_u16 agrees everywhere
; @i64_as_u64 agrees everywhere
; @u64_as_i64 agrees everywhere
; @i8_as_u8 agrees everywhere
; @c64_as_c64 agrees everywhere
; @bool_as_bool agrees everywhere
; @f16_as_i16 agrees everywhere
; @u32_as_f32 agrees everywhere
; @f64_as_i64(-0.0) == -9223372036854775808
; @f64_as_u64(1.0) == 4607182418800017408
; @f16_as_u16(1.0) == 15360
; @i64_as_f64(9218868437227405312) == inf
; @i16_as_f16(-1024) == -inf
; @i8_as_u8(-1) == 255

func @i64_as_f64(%a: i64) -> f64 noraise {
entry:
  %0 = bitcast f64 %a
  return %0
}

func @f64_as_i64(%a: f64) -> i64 noraise {
entry:
  %0 = bitcast i64 %a
  return %0
}

func @u64_as_f64(%a: u64) -> f64 noraise {
entry:
  %0 = bitcast f64 %a
  return %0
}

func @f64_as_u64(%a: f64) -> u64 noraise {
entry:
  %0 = bitcast u64 %a
  return %0
}

func @i32_as_f32(%a: i32) -> f32 noraise {
entry:
  %0 = bitcast f32 %a
  return %0
}

func @f32_as_u32(%a: f32) -> u32 noraise {
entry:
  %0 = bitcast u32 %a
  return %0
}

func @i16_as_f16(%a: i16) -> f16 noraise {
entry:
  %0 = bitcast f16 %a
  return %0
}

func @f16_as_u16(%a: f16) -> u16 noraise {
entry:
  %0 = bitcast u16 %a
  return %0
}

func @i64_as_u64(%a: i64) -> u64 noraise {
entry:
  %0 = bitcast u64 %a
  return %0
}

func @u64_as_i64(%a: u64) -> i64 noraise {
entry:
  %0 = bitcast i64 %a
  return %0
}

func @i8_as_u8(%a: i8) -> u8 noraise {
entry:
  %0 = bitcast u8 %a
  return %0
}

func @c64_as_c64(%a: c64) -> c64 noraise {
entry:
  %0 = bitcast c64 %a
  return %0
}

func @bool_as_bool(%a: bool) -> bool noraise {
entry:
  %0 = bitcast bool %a
  return %0
}

func @f16_as_i16(%a: f16) -> i16 noraise {
entry:
  %0 = bitcast i16 %a
  return %0
}

func @u32_as_f32(%a: u32) -> f32 noraise {
entry:
  %0 = bitcast f32 %a
  return %0
}
