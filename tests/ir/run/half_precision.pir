; Half precision is rounded once for each operation.
test run evaluator cpu aarch64
; @add_f16 agrees everywhere
; @sub_f16 agrees everywhere
; @mul_f16 agrees everywhere
; @div_f16 agrees everywhere
; @neg_f16 agrees everywhere
; @abs_f16 agrees everywhere

func @add_f16(%a: f16, %b: f16) -> f16 noraise {
entry:
  %0 = add f16 %a, %b
  return %0
}

func @sub_f16(%a: f16, %b: f16) -> f16 noraise {
entry:
  %0 = sub f16 %a, %b
  return %0
}

func @mul_f16(%a: f16, %b: f16) -> f16 noraise {
entry:
  %0 = mul f16 %a, %b
  return %0
}

func @div_f16(%a: f16, %b: f16) -> f16 noraise {
entry:
  %0 = div f16 %a, %b
  return %0
}

func @neg_f16(%a: f16) -> f16 noraise {
entry:
  %0 = neg f16 %a
  return %0
}

func @abs_f16(%a: f16) -> f16 noraise {
entry:
  %0 = abs f16 %a
  return %0
}
