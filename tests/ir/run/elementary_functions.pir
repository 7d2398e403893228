; Elementary functions agree but for the last digits.
test run evaluator cpu aarch64
; @exp_f32 nearly agrees everywhere
; @exp2_f32 nearly agrees everywhere
; @expm1_f32 nearly agrees everywhere
; @log_f32 nearly agrees everywhere
; @log2_f32 nearly agrees everywhere
; @log10_f32 nearly agrees everywhere
; @log1p_f32 nearly agrees everywhere
; @sin_f32 nearly agrees everywhere
; @cos_f32 nearly agrees everywhere
; @tan_f32 nearly agrees everywhere
; @asin_f32 nearly agrees everywhere
; @acos_f32 nearly agrees everywhere
; @atan_f32 nearly agrees everywhere
; @sinh_f32 nearly agrees everywhere
; @cosh_f32 nearly agrees everywhere
; @tanh_f32 nearly agrees everywhere
; @asinh_f32 nearly agrees everywhere
; @acosh_f32 nearly agrees everywhere
; @atanh_f32 nearly agrees everywhere
; @cbrt_f32 nearly agrees everywhere
; @erf_f32 nearly agrees everywhere
; @erfc_f32 nearly agrees everywhere
; @exp_f64 nearly agrees everywhere
; @exp2_f64 nearly agrees everywhere
; @expm1_f64 nearly agrees everywhere
; @log_f64 nearly agrees everywhere
; @log2_f64 nearly agrees everywhere
; @log10_f64 nearly agrees everywhere
; @log1p_f64 nearly agrees everywhere
; @sin_f64 nearly agrees everywhere
; @cos_f64 nearly agrees everywhere
; @tan_f64 nearly agrees everywhere
; @asin_f64 nearly agrees everywhere
; @acos_f64 nearly agrees everywhere
; @atan_f64 nearly agrees everywhere
; @sinh_f64 nearly agrees everywhere
; @cosh_f64 nearly agrees everywhere
; @tanh_f64 nearly agrees everywhere
; @asinh_f64 nearly agrees everywhere
; @acosh_f64 nearly agrees everywhere
; @atanh_f64 nearly agrees everywhere
; @cbrt_f64 nearly agrees everywhere
; @erf_f64 nearly agrees everywhere
; @erfc_f64 nearly agrees everywhere
; @atan2_f32 nearly agrees everywhere
; @hypot_f32 nearly agrees everywhere
; @pow_f32 nearly agrees everywhere
; @atan2_f64 nearly agrees everywhere
; @hypot_f64 nearly agrees everywhere
; @pow_f64 nearly agrees everywhere

func @exp_f32(%a: f32) -> f32 noraise {
entry:
  %0 = exp f32 %a
  return %0
}

func @exp2_f32(%a: f32) -> f32 noraise {
entry:
  %0 = exp2 f32 %a
  return %0
}

func @expm1_f32(%a: f32) -> f32 noraise {
entry:
  %0 = expm1 f32 %a
  return %0
}

func @log_f32(%a: f32) -> f32 noraise {
entry:
  %0 = log f32 %a
  return %0
}

func @log2_f32(%a: f32) -> f32 noraise {
entry:
  %0 = log2 f32 %a
  return %0
}

func @log10_f32(%a: f32) -> f32 noraise {
entry:
  %0 = log10 f32 %a
  return %0
}

func @log1p_f32(%a: f32) -> f32 noraise {
entry:
  %0 = log1p f32 %a
  return %0
}

func @sin_f32(%a: f32) -> f32 noraise {
entry:
  %0 = sin f32 %a
  return %0
}

func @cos_f32(%a: f32) -> f32 noraise {
entry:
  %0 = cos f32 %a
  return %0
}

func @tan_f32(%a: f32) -> f32 noraise {
entry:
  %0 = tan f32 %a
  return %0
}

func @asin_f32(%a: f32) -> f32 noraise {
entry:
  %0 = asin f32 %a
  return %0
}

func @acos_f32(%a: f32) -> f32 noraise {
entry:
  %0 = acos f32 %a
  return %0
}

func @atan_f32(%a: f32) -> f32 noraise {
entry:
  %0 = atan f32 %a
  return %0
}

func @sinh_f32(%a: f32) -> f32 noraise {
entry:
  %0 = sinh f32 %a
  return %0
}

func @cosh_f32(%a: f32) -> f32 noraise {
entry:
  %0 = cosh f32 %a
  return %0
}

func @tanh_f32(%a: f32) -> f32 noraise {
entry:
  %0 = tanh f32 %a
  return %0
}

func @asinh_f32(%a: f32) -> f32 noraise {
entry:
  %0 = asinh f32 %a
  return %0
}

func @acosh_f32(%a: f32) -> f32 noraise {
entry:
  %0 = acosh f32 %a
  return %0
}

func @atanh_f32(%a: f32) -> f32 noraise {
entry:
  %0 = atanh f32 %a
  return %0
}

func @cbrt_f32(%a: f32) -> f32 noraise {
entry:
  %0 = cbrt f32 %a
  return %0
}

func @erf_f32(%a: f32) -> f32 noraise {
entry:
  %0 = erf f32 %a
  return %0
}

func @erfc_f32(%a: f32) -> f32 noraise {
entry:
  %0 = erfc f32 %a
  return %0
}

func @exp_f64(%a: f64) -> f64 noraise {
entry:
  %0 = exp f64 %a
  return %0
}

func @exp2_f64(%a: f64) -> f64 noraise {
entry:
  %0 = exp2 f64 %a
  return %0
}

func @expm1_f64(%a: f64) -> f64 noraise {
entry:
  %0 = expm1 f64 %a
  return %0
}

func @log_f64(%a: f64) -> f64 noraise {
entry:
  %0 = log f64 %a
  return %0
}

func @log2_f64(%a: f64) -> f64 noraise {
entry:
  %0 = log2 f64 %a
  return %0
}

func @log10_f64(%a: f64) -> f64 noraise {
entry:
  %0 = log10 f64 %a
  return %0
}

func @log1p_f64(%a: f64) -> f64 noraise {
entry:
  %0 = log1p f64 %a
  return %0
}

func @sin_f64(%a: f64) -> f64 noraise {
entry:
  %0 = sin f64 %a
  return %0
}

func @cos_f64(%a: f64) -> f64 noraise {
entry:
  %0 = cos f64 %a
  return %0
}

func @tan_f64(%a: f64) -> f64 noraise {
entry:
  %0 = tan f64 %a
  return %0
}

func @asin_f64(%a: f64) -> f64 noraise {
entry:
  %0 = asin f64 %a
  return %0
}

func @acos_f64(%a: f64) -> f64 noraise {
entry:
  %0 = acos f64 %a
  return %0
}

func @atan_f64(%a: f64) -> f64 noraise {
entry:
  %0 = atan f64 %a
  return %0
}

func @sinh_f64(%a: f64) -> f64 noraise {
entry:
  %0 = sinh f64 %a
  return %0
}

func @cosh_f64(%a: f64) -> f64 noraise {
entry:
  %0 = cosh f64 %a
  return %0
}

func @tanh_f64(%a: f64) -> f64 noraise {
entry:
  %0 = tanh f64 %a
  return %0
}

func @asinh_f64(%a: f64) -> f64 noraise {
entry:
  %0 = asinh f64 %a
  return %0
}

func @acosh_f64(%a: f64) -> f64 noraise {
entry:
  %0 = acosh f64 %a
  return %0
}

func @atanh_f64(%a: f64) -> f64 noraise {
entry:
  %0 = atanh f64 %a
  return %0
}

func @cbrt_f64(%a: f64) -> f64 noraise {
entry:
  %0 = cbrt f64 %a
  return %0
}

func @erf_f64(%a: f64) -> f64 noraise {
entry:
  %0 = erf f64 %a
  return %0
}

func @erfc_f64(%a: f64) -> f64 noraise {
entry:
  %0 = erfc f64 %a
  return %0
}

func @atan2_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = atan2 f32 %a, %b
  return %0
}

func @hypot_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = hypot f32 %a, %b
  return %0
}

func @pow_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = pow f32 %a, %b
  return %0
}

func @atan2_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = atan2 f64 %a, %b
  return %0
}

func @hypot_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = hypot f64 %a, %b
  return %0
}

func @pow_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = pow f64 %a, %b
  return %0
}
