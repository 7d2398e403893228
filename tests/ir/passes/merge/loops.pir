; A loop's header has two ways in; a block that leads to itself is not merged into itself.
test merge

func @f(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  jump before
before:
  jump head(%0)
head(%i: i64):
  %2 = lt bool %i, %n
  branch %2, body, done
body:
  jump rest
rest:
  %3 = add i64 %i, %1
  jump head(%3)
done:
  return %i
}

expect:
func @f(%0: i64) -> i64 noraise {
entry:
  %1 = const i64 0
  %2 = const i64 1
  jump head(%1)
head(%3: i64):
  %4 = lt bool %3, %0
  branch %4, body, done
body:
  %5 = add i64 %3, %2
  jump head(%5)
done:
  return %3
}
