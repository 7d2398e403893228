; What is returned takes its count along; an argument that is returned gets one.
test ownership

func @new(%n: i64) -> array<i64,1,C> {
entry:
  %0 = array_alloc array<i64,1,C> %n
  return %0
}

func @argument(%a: array<i64,1,C>) -> array<i64,1,C> noraise {
entry:
  return %a
}

expect:
func @new(%0: i64) -> array<i64, 1, C> {
entry:
  %1 = array_alloc array<i64, 1, C> %0
  return %1
}

func @argument(%0: array<i64, 1, C>) -> array<i64, 1, C> noraise {
entry:
  retain %0
  return %0
}
