; Not fused: what is used twice, what a write that it could see comes between, what raises in its kernel, and what may raise
; for its shapes where another error comes between.
test fuse dce

site 0 = ValueError()
site 1 = KeyError()

func @used_twice(%a: array<f64,1,C>, %c: bool) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @double, %a
  %1 = call array<f64,1,C> @written_between, %a
  %2 = call array<f64,1,C> @raising, %a
  %3 = call array<f64,1,C> @another_error_first, %a, %1, %c
  %4 = array_map array<f64,1,C> @add, %0, %3
  %5 = get i64 2, %0
  %6 = array_alloc array<f64,1,C> %5
  return %4
}

func @written_between(%a: array<f64,1,C>) -> array<f64,1,C> {
entry:
  %0 = const i64 0
  %1 = const f64 1.0
  %2 = array_map array<f64,1,C> @double, %a
  array_store %a, %1, %0
  %3 = array_map array<f64,1,C> @double, %2
  return %3
}

func @raising(%a: array<f64,1,C>) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @refuses, %a
  %1 = array_map array<f64,1,C> @double, %0
  return %1
}

func @another_error_first(%a: array<f64,1,C>, %b: array<f64,1,C>, %c: bool) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @add, %a, %b
  raise_if site:1, %c
  %1 = array_map array<f64,1,C> @double, %0
  return %1
}

func @double(%a: f64) -> f64 noraise kernel {
entry:
  %0 = add f64 %a, %a
  return %0
}

func @add(%a: f64, %b: f64) -> f64 noraise kernel {
entry:
  %0 = add f64 %a, %b
  return %0
}

func @refuses(%a: f64) -> f64 kernel {
entry:
  %0 = convert bool %a
  raise_if site:0, %0
  return %a
}

expect:
site 0 = ValueError()
site 1 = KeyError()

func @used_twice(%0: array<f64, 1, C>, %1: bool) -> array<f64, 1, C> {
entry:
  %2 = array_map array<f64, 1, C> @double, %0
  %3 = call array<f64, 1, C> @written_between, %0
  %4 = call array<f64, 1, C> @raising, %0
  %5 = call array<f64, 1, C> @another_error_first, %0, %3, %1
  %6 = array_map array<f64, 1, C> @add, %2, %5
  %7 = get i64 2, %2
  %8 = array_alloc array<f64, 1, C> %7
  return %6
}

func @written_between(%0: array<f64, 1, C>) -> array<f64, 1, C> {
entry:
  %1 = const i64 0
  %2 = const f64 1.0
  %3 = array_map array<f64, 1, C> @double, %0
  array_store %0, %2, %1
  %4 = array_map array<f64, 1, C> @double, %3
  return %4
}

func @raising(%0: array<f64, 1, C>) -> array<f64, 1, C> {
entry:
  %1 = array_map array<f64, 1, C> @refuses, %0
  %2 = array_map array<f64, 1, C> @double, %1
  return %2
}

func @another_error_first(%0: array<f64, 1, C>, %1: array<f64, 1, C>, %2: bool) -> array<f64, 1, C> {
entry:
  %3 = array_map array<f64, 1, C> @add, %0, %1
  raise_if site:1, %2
  %4 = array_map array<f64, 1, C> @double, %3
  return %4
}

func @double(%0: f64) -> f64 noraise kernel {
entry:
  %1 = add f64 %0, %0
  return %1
}

func @add(%0: f64, %1: f64) -> f64 noraise kernel {
entry:
  %2 = add f64 %0, %1
  return %2
}

func @refuses(%0: f64) -> f64 kernel {
entry:
  %1 = convert bool %0
  raise_if site:0, %1
  return %0
}
