; What is held where an error is passed on goes by the block's unwind edge, and only there.
test ownership

func @f(%n: i64) -> i64 {
entry:
  %0 = array_alloc array<i64,1,C> %n
  jump body
body: unwind cleanup(%0)
  %1 = array_alloc array<i64,1,C> %n
  %2 = get i64 2, %0
  return %2
cleanup(%3: array<i64,1,C>):
  propagate
}

expect:
func @f(%0: i64) -> i64 {
entry:
  %1 = array_alloc array<i64, 1, C> %0
  jump body
body: unwind cleanup3
  %2 = array_alloc array<i64, 1, C> %0
  release %2
  %3 = get i64 2, %1
  release %1
  return %3
cleanup(%4: array<i64, 1, C>):
  release %4
  propagate
cleanup3:
  retain %1
  release %1
  jump cleanup(%1)
}
