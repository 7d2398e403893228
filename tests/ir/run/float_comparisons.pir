; NaN equals nothing, zeros are equal.
test run evaluator cpu aarch64
; @eq_f16 agrees everywhere
; @ne_f16 agrees everywhere
; @lt_f16 agrees everywhere
; @le_f16 agrees everywhere
; @gt_f16 agrees everywhere
; @ge_f16 agrees everywhere
; @eq_f32 agrees everywhere
; @ne_f32 agrees everywhere
; @lt_f32 agrees everywhere
; @le_f32 agrees everywhere
; @gt_f32 agrees everywhere
; @ge_f32 agrees everywhere
; @eq_f64 agrees everywhere
; @ne_f64 agrees everywhere
; @lt_f64 agrees everywhere
; @le_f64 agrees everywhere
; @gt_f64 agrees everywhere
; @ge_f64 agrees everywhere

func @eq_f16(%a: f16, %b: f16) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_f16(%a: f16, %b: f16) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @lt_f16(%a: f16, %b: f16) -> bool noraise {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @le_f16(%a: f16, %b: f16) -> bool noraise {
entry:
  %0 = le bool %a, %b
  return %0
}

func @gt_f16(%a: f16, %b: f16) -> bool noraise {
entry:
  %0 = gt bool %a, %b
  return %0
}

func @ge_f16(%a: f16, %b: f16) -> bool noraise {
entry:
  %0 = ge bool %a, %b
  return %0
}

func @eq_f32(%a: f32, %b: f32) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_f32(%a: f32, %b: f32) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @lt_f32(%a: f32, %b: f32) -> bool noraise {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @le_f32(%a: f32, %b: f32) -> bool noraise {
entry:
  %0 = le bool %a, %b
  return %0
}

func @gt_f32(%a: f32, %b: f32) -> bool noraise {
entry:
  %0 = gt bool %a, %b
  return %0
}

func @ge_f32(%a: f32, %b: f32) -> bool noraise {
entry:
  %0 = ge bool %a, %b
  return %0
}

func @eq_f64(%a: f64, %b: f64) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_f64(%a: f64, %b: f64) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @lt_f64(%a: f64, %b: f64) -> bool noraise {
entry:
  %0 = lt bool %a, %b
  return %0
}

func @le_f64(%a: f64, %b: f64) -> bool noraise {
entry:
  %0 = le bool %a, %b
  return %0
}

func @gt_f64(%a: f64, %b: f64) -> bool noraise {
entry:
  %0 = gt bool %a, %b
  return %0
}

func @ge_f64(%a: f64, %b: f64) -> bool noraise {
entry:
  %0 = ge bool %a, %b
  return %0
}
