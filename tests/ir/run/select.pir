; Both sides are computed and one is chosen, of any type.
test run evaluator cpu aarch64
; @integers agrees everywhere
; @floats agrees everywhere
; @complexes agrees everywhere
; @of_bools agrees everywhere
; @of_tuples agrees everywhere
; @of_halves agrees everywhere
; @larger(3, 4) == 4
; @larger(-3, -4) == -3
; @of_optionals(true, 5) == 5
; @of_optionals(false, 5) == none
; @of_arrays(true, [1.0, 2.0]:f64, [3.0]:f64) == [1.0, 2.0]:f64
; @of_arrays(false, [1.0, 2.0]:f64, [3.0]:f64) == [3.0]:f64

func @integers(%c: bool, %a: u16) -> u16 noraise {
entry:
  %0 = const u16 65535
  %1 = select u16 %c, %a, %0
  return %1
}

func @floats(%c: bool, %a: f64) -> f64 noraise {
entry:
  %0 = const f64 -0.0
  %1 = select f64 %c, %a, %0
  return %1
}

func @complexes(%c: bool, %a: c128) -> c128 noraise {
entry:
  %0 = neg c128 %a
  %1 = select c128 %c, %a, %0
  return %1
}

func @of_bools(%c: bool, %a: bool, %b: bool) -> bool noraise {
entry:
  %0 = select bool %c, %a, %b
  return %0
}

func @of_tuples(%c: bool, %a: i8, %b: f32) -> tuple<i8,f32,bool> noraise {
entry:
  %0 = const i8 -128
  %1 = const f32 0.5
  %2 = make tuple<i8,f32,bool> %a, %b, %c
  %3 = make tuple<i8,f32,bool> %0, %1, %c
  %4 = select tuple<i8,f32,bool> %c, %2, %3
  return %4
}

func @of_halves(%c: bool, %a: f16) -> f16 noraise {
entry:
  %0 = neg f16 %a
  %1 = select f16 %c, %a, %0
  return %1
}

func @larger(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = gt bool %a, %b
  %1 = select i64 %0, %a, %b
  return %1
}

func @of_optionals(%c: bool, %a: i64) -> optional<i64> noraise {
entry:
  %0 = make optional<i64> %c, %a
  %1 = zero optional<i64>
  %2 = select optional<i64> %c, %0, %1
  return %2
}

func @of_arrays(%c: bool, %a: array<f64,1,C>, %b: array<f64,1,C>) -> array<f64,1,C> noraise {
entry:
  %0 = select array<f64,1,C> %c, %a, %b
  return %0
}
