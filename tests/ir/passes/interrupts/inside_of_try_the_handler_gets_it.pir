; The mark at the head of a loop inside of a try statement becomes the question, with the head's error edge.
test interrupts

func @f(%n: i64) -> i64 noraise {
entry:
  jump head(%n)
head(%a: i64): unwind handler(%a)
  interrupt_check
  %0 = const i64 1
  %1 = eq bool %a, %0
  branch %1, done, body
body:
  %2 = mul i64 %a, %a
  jump head(%2)
handler(%b: i64):
  %3 = caught_error error
  return %b
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
head(%3: i64): unwind handler(%3)
  %4 = slot_load i64 %1
  %5 = const i64 1
  %6 = add i64 %4, %5
  slot_store %1, %6
  %7 = const i64 1023
  %8 = and i64 %6, %7
  %9 = const i64 0
  %10 = eq bool %8, %9
  branch %10, ask, round
body:
  %11 = mul i64 %3, %3
  jump head(%11)
handler(%12: i64):
  %13 = caught_error error
  return %12
done:
  return %3
ask: unwind handler(%3)
  interrupt_check
  jump round
round: unwind handler(%3)
  %14 = const i64 1
  %15 = eq bool %3, %14
  branch %15, done, body
}
