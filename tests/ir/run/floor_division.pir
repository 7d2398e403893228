; Quotients round down, and remainders have the divisor's sign; division by zero is 0.
test run evaluator cpu aarch64
; @div(-7, 2) == -4
; @div(7, -2) == -4
; @div(-9223372036854775808, -1) == -9223372036854775808
; @div(5, 0) == 0
; @mod(-7, 2) == 1
; @mod(7, -2) == -1
; @mod(5, 0) == 0
; @fdiv(-7.5, 2.0) == -4.0
; @fdiv(0.0, -2.0) == -0.0
; @fmod(-1.0, inf) == inf
; @fmod(5.0, nan) == nan

func @div(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = floordiv i64 %a, %b
  return %0
}

func @mod(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = floormod i64 %a, %b
  return %0
}

func @fdiv(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = floordiv f64 %a, %b
  return %0
}

func @fmod(%a: f64, %b: f64) -> f64 noraise {
entry:
  %0 = floormod f64 %a, %b
  return %0
}
