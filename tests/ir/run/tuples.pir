; Tuples and other aggregates: made, taken apart, nested, empty, handed over edges, to callees and back.
test run evaluator cpu aarch64
; @swap(1, 2.5) == (2.5, 1)
; @nested(1, true, 0.5) == ((1, (true,)), 0.5)
; @inner((7, (3.0, false))) == 3.0
; @empty() == ()
; @rotated(1, 2, 3, 4) == (2, 3, 1)
; @rotated(1, 2, 3, 0) == (1, 2, 3)
; @rotated(1, 2, 3, -5) == (1, 2, 3)
; @divmod(-7, 2) == (-4, 1)
; @all_widths(-1, 200, 1000, 1.5, 2.5) == (true, -1, 200, 1000, 1.5, 2.5, complex(2.5, 1.5))
; @complex_parts(complex(1.5, -0.0)) == (1.5, -0.0)
; @swapped_complex(complex(1.5, -2.0)) == complex(-2.0, 1.5)
; @ranges(2, 10, 3) == (2, 10, 3)
; @present(none) == (false, 0)
; @present(5) == (true, 5)
; @bound(unbound) == -1
; @bound(4) == 4
; @with_nothing(6) == (none, 6, none)

func @swap(%a: i64, %b: f64) -> tuple<f64,i64> noraise {
entry:
  %0 = make tuple<i64,f64> %a, %b
  %1 = get f64 1, %0
  %2 = get i64 0, %0
  %3 = make tuple<f64,i64> %1, %2
  return %3
}

func @nested(%a: i64, %b: bool, %c: f64) -> tuple<tuple<i64,tuple<bool>>,f64> noraise {
entry:
  %0 = make tuple<bool> %b
  %1 = make tuple<i64,tuple<bool>> %a, %0
  %2 = make tuple<tuple<i64,tuple<bool>>,f64> %1, %c
  return %2
}

func @inner(%a: tuple<i8,tuple<f32,bool>>) -> f32 noraise {
entry:
  %0 = get tuple<f32,bool> 1, %a
  %1 = get f32 0, %0
  return %1
}

func @empty() -> tuple<> noraise {
entry:
  %0 = make tuple<>
  return %0
}

; What goes over an edge goes all at once: the block hands its own parameters around.
func @rotated(%a: i64, %b: i64, %c: i64, %n: i64) -> tuple<i64,i64,i64> noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = make tuple<i64,i64> %a, %b
  jump head(%2, %c, %n)
head(%3: tuple<i64,i64>, %4: i64, %5: i64):
  %6 = gt bool %5, %0
  branch %6, body, done
body:
  %7 = get i64 0, %3
  %8 = get i64 1, %3
  %9 = make tuple<i64,i64> %8, %4
  %10 = sub i64 %5, %1
  jump head(%9, %7, %10)
done:
  %11 = get i64 0, %3
  %12 = get i64 1, %3
  %13 = make tuple<i64,i64,i64> %11, %12, %4
  return %13
}

func @divmod(%a: i64, %b: i64) -> tuple<i64,i64> noraise {
entry:
  %0 = call tuple<i64,i64> @both, %a, %b
  return %0
}

func @both(%a: i64, %b: i64) -> tuple<i64,i64> noraise noinline {
entry:
  %0 = floordiv i64 %a, %b
  %1 = floormod i64 %a, %b
  %2 = make tuple<i64,i64> %0, %1
  return %2
}

func @all_widths(%a: i8, %b: u8, %c: i16, %d: f16, %e: f32) -> tuple<bool,i8,u8,i16,f16,f32,c64> noraise {
entry:
  %0 = const bool true
  %1 = convert f32 %d
  %2 = make c64 %e, %1
  %3 = make tuple<bool,i8,u8,i16,f16,f32,c64> %0, %a, %b, %c, %d, %e, %2
  return %3
}

func @complex_parts(%a: c128) -> tuple<f64,f64> noraise {
entry:
  %0 = get f64 0, %a
  %1 = get f64 1, %a
  %2 = make tuple<f64,f64> %0, %1
  return %2
}

func @swapped_complex(%a: c64) -> c64 noraise {
entry:
  %0 = get f32 0, %a
  %1 = get f32 1, %a
  %2 = make c64 %1, %0
  return %2
}

func @ranges(%a: i64, %b: i64, %c: i64) -> tuple<i64,i64,i64> noraise {
entry:
  %0 = make range %a, %b, %c
  %1 = get i64 0, %0
  %2 = get i64 1, %0
  %3 = get i64 2, %0
  %4 = make tuple<i64,i64,i64> %1, %2, %3
  return %4
}

func @present(%a: optional<i64>) -> tuple<bool,i64> noraise {
entry:
  %0 = get bool 0, %a
  %1 = get i64 1, %a
  %2 = make tuple<bool,i64> %0, %1
  return %2
}

func @bound(%a: maybe_unbound<i64>) -> i64 noraise {
entry:
  %0 = const i64 -1
  %1 = get bool 0, %a
  %2 = get i64 1, %a
  %3 = select i64 %1, %2, %0
  return %3
}

func @with_nothing(%a: i64) -> tuple<none,i64,none> noraise {
entry:
  %0 = zero none
  %1 = make tuple<none,i64,none> %0, %a, %0
  return %1
}
