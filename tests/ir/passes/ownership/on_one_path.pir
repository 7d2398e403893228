; On the path that does not use it, it is released at once.
test ownership

func @f(%c: bool, %n: i64) -> i64 {
entry:
  %0 = array_alloc array<i64,1,C> %n
  branch %c, yes, no
yes:
  %1 = get i64 2, %0
  return %1
no:
  return %n
}

expect:
func @f(%0: bool, %1: i64) -> i64 {
entry:
  %2 = array_alloc array<i64, 1, C> %1
  branch %0, yes, edge
yes:
  %3 = get i64 2, %2
  release %2
  return %3
no:
  return %1
edge:
  release %2
  jump no
}
