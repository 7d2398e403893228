; A map over one C array: allocate, then one loop over all elements, or by strides.
test expand

func @f(%a: array<f64,1,C>) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @double, %a
  return %0
}

func @double(%a: f64) -> f64 noraise kernel {
entry:
  %0 = add f64 %a, %a
  return %0
}

expect:
func @f(%0: array<f64, 1, C>) -> array<f64, 1, C> {
entry:
  %1 = call array<f64, 1, C> @f.map0, %0
  return %1
}

func @double(%0: f64) -> f64 noraise kernel {
entry:
  %1 = add f64 %0, %0
  return %1
}

func @f.map0(%0: array<f64, 1, C>) -> array<f64, 1, C> parameters="x0" {
entry:
  %1 = get i64 2, %0
  %2 = array_alloc array<f64, 1, C> %1
  %3 = const bool true
  %4 = get i64 2, %0
  %5 = eq bool %4, %1
  %6 = and bool %3, %5
  branch %6, flat, not_flat
filled:
  return %2
flat:
  %7 = get ptr<f64> 1, %2
  %8 = const i64 8
  %9 = array_view array<f64, 1, C> %2, %7, %1, %8
  %10 = get ptr<f64> 1, %0
  %11 = const i64 8
  %12 = array_view array<f64, 1, C> %0, %10, %1, %11
  %13 = const i64 0
  jump loop(%13)
not_flat:
  %14 = get ptr<f64> 1, %0
  %15 = get i64 2, %0
  %16 = const i64 1
  %17 = eq bool %15, %16
  %18 = const i64 0
  %19 = get i64 3, %0
  %20 = select i64 %17, %18, %19
  %21 = array_view array<f64, 1, A> %0, %14, %1, %20
  %22 = const i64 0
  jump loop7(%22)
loop(%23: i64):
  %24 = lt bool %23, %1
  branch %24, body, after
body:
  %25 = array_load f64 %12, %23
  %26 = call f64 @double, %25
  array_store %9, %26, %23
  %27 = const i64 1
  %28 = add i64 %23, %27
  jump loop(%28)
after:
  jump filled
loop7(%29: i64):
  %30 = lt bool %29, %1
  branch %30, body8, after9
body8:
  %31 = array_load f64 %21, %29
  %32 = call f64 @double, %31
  array_store %2, %32, %29
  %33 = const i64 1
  %34 = add i64 %29, %33
  jump loop7(%34)
after9:
  jump filled
}
