; A map whose only use is another map becomes part of it.
test fuse dce

func @f(%a: array<f64,1,C>, %b: array<f64,1,C>, %c: f64) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @add, %a, %b
  %1 = array_map array<f64,1,C> @mul, %0, %c
  return %1
}

func @add(%a: f64, %b: f64) -> f64 noraise kernel {
entry:
  %0 = add f64 %a, %b
  return %0
}

func @mul(%a: f64, %b: f64) -> f64 noraise kernel {
entry:
  %0 = mul f64 %a, %b
  return %0
}

expect:
func @f(%0: array<f64, 1, C>, %1: array<f64, 1, C>, %2: f64) -> array<f64, 1, C> {
entry:
  %3 = array_map array<f64, 1, C> @mul.add, %0, %1, %2
  return %3
}

func @add(%0: f64, %1: f64) -> f64 noraise kernel {
entry:
  %2 = add f64 %0, %1
  return %2
}

func @mul(%0: f64, %1: f64) -> f64 noraise kernel {
entry:
  %2 = mul f64 %0, %1
  return %2
}

func @mul.add(%0: f64, %1: f64, %2: f64) -> f64 noraise kernel inline parameters="x0,x1,x2" {
entry:
  %3 = call f64 @add, %0, %1
  %4 = call f64 @mul, %3, %2
  return %4
}
