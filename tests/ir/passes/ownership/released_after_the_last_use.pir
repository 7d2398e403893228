; What is allocated here and does not leave is released right after its last use; arguments are the caller's.
test ownership

func @f(%a: array<i64,1,C>, %n: i64) -> i64 {
entry:
  %0 = array_alloc array<i64,1,C> %n
  %1 = get i64 2, %0
  %2 = get i64 2, %a
  %3 = add i64 %1, %2
  return %3
}

expect:
func @f(%0: array<i64, 1, C>, %1: i64) -> i64 {
entry:
  %2 = array_alloc array<i64, 1, C> %1
  %3 = get i64 2, %2
  release %2
  %4 = get i64 2, %0
  %5 = add i64 %3, %4
  return %5
}
