; Views and aggregates live on what they were made of: that is released after their last use.
test ownership

func @f(%n: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = array_alloc array<i64,1,C> %n
  %2 = make tuple<array<i64,1,C>,i64> %1, %n
  %3 = get array<i64,1,C> 0, %2
  %4 = get ptr<i64> 1, %3
  %5 = get i64 3, %3
  %6 = array_view array<i64,1,A> %3, %4, %n, %5
  %7 = array_load i64 %6, %0
  return %7
}

expect:
func @f(%0: i64) -> i64 {
entry:
  %1 = const i64 0
  %2 = array_alloc array<i64, 1, C> %0
  %3 = make tuple<array<i64, 1, C>, i64> %2, %0
  %4 = get array<i64, 1, C> 0, %3
  %5 = get ptr<i64> 1, %4
  %6 = get i64 3, %4
  %7 = array_view array<i64, 1, A> %4, %5, %0, %6
  %8 = array_load i64 %7, %1
  release %2
  return %8
}
