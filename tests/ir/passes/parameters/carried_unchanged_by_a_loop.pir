; What a loop carries but never changes is what it was before the loop.
test parameters

func @f(%n: i64, %x: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  jump head(%0, %x)
head(%i: i64, %y: i64):
  %2 = lt bool %i, %n
  branch %2, body, done
body:
  %3 = add i64 %i, %1
  jump head(%3, %y)
done:
  return %y
}

expect:
func @f(%0: i64, %1: i64) -> i64 noraise {
entry:
  %2 = const i64 0
  %3 = const i64 1
  jump head(%2)
head(%4: i64):
  %5 = lt bool %4, %0
  branch %5, body, done
body:
  %6 = add i64 %4, %3
  jump head(%6)
done:
  return %1
}
