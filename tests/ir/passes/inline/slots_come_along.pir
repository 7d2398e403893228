; The slots of a callee become the caller's, a new one each time round a loop.
test inline dce

func @f(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  jump head(%0)
head(%i: i64):
  %1 = lt bool %i, %n
  branch %1, body, done
body:
  %2 = call i64 @next, %i
  jump head(%2)
done:
  return %i
}

func @next(%a: i64) -> i64 noraise {
entry:
  %0 = slot slot<i64>
  %1 = const i64 1
  %2 = add i64 %a, %1
  slot_store %0, %2
  %3 = slot_load i64 %0
  return %3
}

expect:
func @f(%0: i64) -> i64 noraise {
entry:
  %1 = const i64 0
  jump head(%1)
head(%2: i64):
  %3 = lt bool %2, %0
  branch %3, body, done
body:
  %4 = slot slot<i64>
  %5 = const i64 1
  %6 = add i64 %2, %5
  slot_store %4, %6
  %7 = slot_load i64 %4
  jump head(%7)
done:
  return %2
}
