; A chain that ends in an array that exists.
test fuse dce

func @f(%a: array<f64,1,C>, %b: array<f64,1,C>) -> none {
entry:
  %0 = array_map array<f64,1,C> @double, %a
  %1 = array_map array<f64,1,C> @double, %0
  array_map_into @add, %b, %b, %1
  %2 = zero none
  return %2
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

expect:
func @f(%0: array<f64, 1, C>, %1: array<f64, 1, C>) -> none {
entry:
  array_map_into @add.double.double, %1, %1, %0
  %2 = zero none
  return %2
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

func @double.double(%0: f64) -> f64 noraise kernel inline parameters="x0" {
entry:
  %1 = call f64 @double, %0
  %2 = call f64 @double, %1
  return %2
}

func @add.double.double(%0: f64, %1: f64) -> f64 noraise kernel inline parameters="x0,x1" {
entry:
  %2 = call f64 @double.double, %1
  %3 = call f64 @add, %0, %2
  return %3
}
