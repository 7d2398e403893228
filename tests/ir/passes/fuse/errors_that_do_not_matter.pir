; Fused: a map over one array has no shapes that clash, so that it may move past another error; and the map that takes its
; elements may raise.
test fuse dce

site 0 = ValueError()

func @f(%a: array<f64,1,C>, %c: bool) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @double, %a
  raise_if site:0, %c
  %1 = array_map array<f64,1,C> @refuses, %0
  return %1
}

func @double(%a: f64) -> f64 noraise kernel {
entry:
  %0 = add f64 %a, %a
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

func @f(%0: array<f64, 1, C>, %1: bool) -> array<f64, 1, C> {
entry:
  raise_if site:0, %1
  %2 = array_map array<f64, 1, C> @refuses.double, %0
  return %2
}

func @double(%0: f64) -> f64 noraise kernel {
entry:
  %1 = add f64 %0, %0
  return %1
}

func @refuses(%0: f64) -> f64 kernel {
entry:
  %1 = convert bool %0
  raise_if site:0, %1
  return %0
}

func @refuses.double(%0: f64) -> f64 kernel inline parameters="x0" {
entry:
  %1 = call f64 @double, %0
  %2 = call f64 @refuses, %1
  return %2
}
