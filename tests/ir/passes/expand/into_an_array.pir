; A map into an array that exists; it has no operand that could share its memory.
test expand

func @f(%a: array<f64,1,C>, %x: f64) -> none {
entry:
  array_map_into @double, %a, %x
  %0 = zero none
  return %0
}

func @double(%a: f64) -> f64 noraise kernel {
entry:
  %0 = add f64 %a, %a
  return %0
}

expect:
func @f(%0: array<f64, 1, C>, %1: f64) -> none {
entry:
  %2 = call none @f.map0, %0, %1
  %3 = zero none
  return %3
}

func @double(%0: f64) -> f64 noraise kernel {
entry:
  %1 = add f64 %0, %0
  return %1
}

func @f.map0(%0: array<f64, 1, C>, %1: f64) -> none parameters="x0,x1" {
entry:
  %2 = get i64 2, %0
  %3 = const bool true
  branch %3, flat, not_flat
filled:
  %4 = zero none
  return %4
flat:
  %5 = get ptr<f64> 1, %0
  %6 = const i64 8
  %7 = array_view array<f64, 1, C> %0, %5, %2, %6
  %8 = const i64 0
  jump loop(%8)
not_flat:
  %9 = const i64 0
  jump loop7(%9)
loop(%10: i64):
  %11 = lt bool %10, %2
  branch %11, body, after
body:
  %12 = call f64 @double, %1
  array_store %7, %12, %10
  %13 = const i64 1
  %14 = add i64 %10, %13
  jump loop(%14)
after:
  jump filled
loop7(%15: i64):
  %16 = lt bool %15, %2
  branch %16, body8, after9
body8:
  %17 = call f64 @double, %1
  array_store %0, %17, %15
  %18 = const i64 1
  %19 = add i64 %15, %18
  jump loop7(%19)
after9:
  jump filled
}
