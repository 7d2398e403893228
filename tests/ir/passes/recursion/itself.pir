; A first function that calls itself hands on to one that takes the limit of the stack; the limit is found once.
test recursion

func @f(%n: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = le bool %n, %0
  branch %1, done, again
done:
  return %0
again:
  %2 = const i64 1
  %3 = sub i64 %n, %2
  %4 = call i64 @f, %3
  return %4
}

expect:
func @f(%0: i64) -> i64 {
entry:
  %1 = stack_limit i64
  %2 = call i64 @f.again, %0, %1
  return %2
}

func @f.again(%0: i64, %1: i64) -> i64 {
entry:
  stack_check %1
  %2 = const i64 0
  %3 = le bool %0, %2
  branch %3, done, again
done:
  return %2
again:
  %4 = const i64 1
  %5 = sub i64 %0, %4
  %6 = call i64 @f.again, %5, %1
  return %6
}
