; A block's parameter is owned by the block: the loop gives the old array up and hands the new one over.
test ownership

func @f(%n: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = array_alloc array<i64,1,C> %0
  jump head(%2, %0)
head(%a: array<i64,1,C>, %i: i64):
  %3 = lt bool %i, %n
  branch %3, body, done
body:
  %4 = add i64 %i, %1
  %5 = array_alloc array<i64,1,C> %4
  jump head(%5, %4)
done:
  %6 = get i64 2, %a
  return %6
}

expect:
func @f(%0: i64) -> i64 {
entry:
  %1 = const i64 0
  %2 = const i64 1
  %3 = array_alloc array<i64, 1, C> %1
  jump head(%3, %1)
head(%4: array<i64, 1, C>, %5: i64):
  %6 = lt bool %5, %0
  branch %6, edge, done
body:
  %7 = add i64 %5, %2
  %8 = array_alloc array<i64, 1, C> %7
  jump head(%8, %7)
done:
  %9 = get i64 2, %4
  release %4
  return %9
edge:
  release %4
  jump body
}
