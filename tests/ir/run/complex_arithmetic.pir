; Complex numbers, part by part.
test run evaluator cpu aarch64
; @add_c64 agrees everywhere
; @sub_c64 agrees everywhere
; @mul_c64 agrees everywhere
; @add_c128 agrees everywhere
; @sub_c128 agrees everywhere
; @mul_c128 agrees everywhere
; @neg_c64 agrees everywhere
; @neg_c128 agrees everywhere
; @eq_c64 agrees everywhere
; @ne_c64 agrees everywhere
; @eq_c128 agrees everywhere
; @ne_c128 agrees everywhere

func @add_c64(%a: c64, %b: c64) -> c64 noraise {
entry:
  %0 = add c64 %a, %b
  return %0
}

func @sub_c64(%a: c64, %b: c64) -> c64 noraise {
entry:
  %0 = sub c64 %a, %b
  return %0
}

func @mul_c64(%a: c64, %b: c64) -> c64 noraise {
entry:
  %0 = mul c64 %a, %b
  return %0
}

func @add_c128(%a: c128, %b: c128) -> c128 noraise {
entry:
  %0 = add c128 %a, %b
  return %0
}

func @sub_c128(%a: c128, %b: c128) -> c128 noraise {
entry:
  %0 = sub c128 %a, %b
  return %0
}

func @mul_c128(%a: c128, %b: c128) -> c128 noraise {
entry:
  %0 = mul c128 %a, %b
  return %0
}

func @neg_c64(%a: c64) -> c64 noraise {
entry:
  %0 = neg c64 %a
  return %0
}

func @neg_c128(%a: c128) -> c128 noraise {
entry:
  %0 = neg c128 %a
  return %0
}

func @eq_c64(%a: c64, %b: c64) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_c64(%a: c64, %b: c64) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}

func @eq_c128(%a: c128, %b: c128) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_c128(%a: c128, %b: c128) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}
