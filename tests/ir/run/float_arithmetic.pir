; Floats: IEEE, to the last bit; floor division and modulo as the interpreter has them.
test run evaluator cpu aarch64
; @add_f32 agrees everywhere
; @sub_f32 agrees everywhere
; @mul_f32 agrees everywhere
; @div_f32 agrees everywhere
; @floordiv_f32 agrees everywhere
; @floormod_f32 agrees everywhere
; @add_f64 agrees everywhere
; @sub_f64 agrees everywhere
; @mul_f64 agrees everywhere
; @div_f64 agrees everywhere
; @floordiv_f64 agrees everywhere
; @floormod_f64 agrees everywhere
; @neg_f32 agrees everywhere
; @abs_f32 agrees everywhere
; @sqrt_f32 agrees everywhere
; @floor_f32 agrees everywhere
; @ceil_f32 agrees everywhere
; @trunc_f32 agrees everywhere
; @rint_f32 agrees everywhere
; @neg_f64 agrees everywhere
; @abs_f64 agrees everywhere
; @sqrt_f64 agrees everywhere
; @floor_f64 agrees everywhere
; @ceil_f64 agrees everywhere
; @trunc_f64 agrees everywhere
; @rint_f64 agrees everywhere
; @copysign_f32 agrees everywhere
; @fmod_f32 agrees everywhere
; @ieee_remainder_f32 agrees everywhere
; @nextafter_f32 agrees everywhere
; @copysign_f64 agrees everywhere
; @fmod_f64 agrees everywhere
; @ieee_remainder_f64 agrees everywhere
; @nextafter_f64 agrees everywhere

func @add_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = add f32 %a, %b
  return %0
}

func @sub_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = sub f32 %a, %b
  return %0
}

func @mul_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = mul f32 %a, %b
  return %0
}

func @div_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = div f32 %a, %b
  return %0
}

func @floordiv_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = floordiv f32 %a, %b
  return %0
}

func @floormod_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = floormod f32 %a, %b
  return %0
}

func @add_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = add f64 %a, %b
  return %0
}

func @sub_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = sub f64 %a, %b
  return %0
}

func @mul_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = mul f64 %a, %b
  return %0
}

func @div_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = div f64 %a, %b
  return %0
}

func @floordiv_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = floordiv f64 %a, %b
  return %0
}

func @floormod_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = floormod f64 %a, %b
  return %0
}

func @neg_f32(%a: f32) -> f32 noraise {
entry:
  %0 = neg f32 %a
  return %0
}

func @abs_f32(%a: f32) -> f32 noraise {
entry:
  %0 = abs f32 %a
  return %0
}

func @sqrt_f32(%a: f32) -> f32 noraise {
entry:
  %0 = sqrt f32 %a
  return %0
}

func @floor_f32(%a: f32) -> f32 noraise {
entry:
  %0 = floor f32 %a
  return %0
}

func @ceil_f32(%a: f32) -> f32 noraise {
entry:
  %0 = ceil f32 %a
  return %0
}

func @trunc_f32(%a: f32) -> f32 noraise {
entry:
  %0 = trunc f32 %a
  return %0
}

func @rint_f32(%a: f32) -> f32 noraise {
entry:
  %0 = rint f32 %a
  return %0
}

func @neg_f64(%a: f64) -> f64 noraise {
entry:
  %0 = neg f64 %a
  return %0
}

func @abs_f64(%a: f64) -> f64 noraise {
entry:
  %0 = abs f64 %a
  return %0
}

func @sqrt_f64(%a: f64) -> f64 noraise {
entry:
  %0 = sqrt f64 %a
  return %0
}

func @floor_f64(%a: f64) -> f64 noraise {
entry:
  %0 = floor f64 %a
  return %0
}

func @ceil_f64(%a: f64) -> f64 noraise {
entry:
  %0 = ceil f64 %a
  return %0
}

func @trunc_f64(%a: f64) -> f64 noraise {
entry:
  %0 = trunc f64 %a
  return %0
}

func @rint_f64(%a: f64) -> f64 noraise {
entry:
  %0 = rint f64 %a
  return %0
}

func @copysign_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = copysign f32 %a, %b
  return %0
}

func @fmod_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = fmod f32 %a, %b
  return %0
}

func @ieee_remainder_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = ieee_remainder f32 %a, %b
  return %0
}

func @nextafter_f32(%a: f32, %b: f32) -> f32 noraise {
entry:
  %0 = nextafter f32 %a, %b
  return %0
}

func @copysign_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = copysign f64 %a, %b
  return %0
}

func @fmod_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = fmod f64 %a, %b
  return %0
}

func @ieee_remainder_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = ieee_remainder f64 %a, %b
  return %0
}

func @nextafter_f64(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = nextafter f64 %a, %b
  return %0
}
