; Logic of truth values.
test run evaluator cpu aarch64
; @and_bool agrees everywhere
; @or_bool agrees everywhere
; @xor_bool agrees everywhere
; @not_bool agrees everywhere
; @eq_bool agrees everywhere
; @ne_bool agrees everywhere

func @and_bool(%a: bool, %b: bool) -> bool noraise {
entry:
  %0 = and bool %a, %b
  return %0
}

func @or_bool(%a: bool, %b: bool) -> bool noraise {
entry:
  %0 = or bool %a, %b
  return %0
}

func @xor_bool(%a: bool, %b: bool) -> bool noraise {
entry:
  %0 = xor bool %a, %b
  return %0
}

func @not_bool(%a: bool) -> bool noraise {
entry:
  %0 = not bool %a
  return %0
}

func @eq_bool(%a: bool, %b: bool) -> bool noraise {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @ne_bool(%a: bool, %b: bool) -> bool noraise {
entry:
  %0 = ne bool %a, %b
  return %0
}
