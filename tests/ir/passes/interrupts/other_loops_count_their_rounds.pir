; A loop whose end shows in no counter asks after a number of rounds.
test interrupts

func @f(%n: i64) -> i64 noraise {
entry:
  jump head(%n)
head(%a: i64):
  %0 = const i64 1
  %1 = eq bool %a, %0
  branch %1, done, body
body:
  %2 = mul i64 %a, %a
  jump head(%2)
done:
  return %a
}

expect:
func @f(%0: i64) -> i64 {
entry:
  %1 = slot slot<i64>
  %2 = const i64 0
  slot_store %1, %2
  jump head(%0)
head(%3: i64):
  %4 = const i64 1
  %5 = eq bool %3, %4
  branch %5, done, body
body:
  %6 = slot_load i64 %1
  %7 = const i64 1
  %8 = add i64 %6, %7
  slot_store %1, %8
  %9 = const i64 1023
  %10 = and i64 %8, %9
  %11 = const i64 0
  %12 = eq bool %10, %11
  branch %12, ask, round
done:
  return %3
ask:
  interrupt_check
  jump round
round:
  %13 = mul i64 %3, %3
  jump head(%13)
}
