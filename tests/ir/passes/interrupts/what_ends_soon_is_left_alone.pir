; A short loop, one inside of a loop that asks, and functions that signals do not stop.
test interrupts

func @short(%n: i64) -> i64 noraise {
entry:
  %next = slot slot<i64>
  %0 = const i64 0
  slot_store %next, %0
  %limit = const i64 100
  jump head
head:
  %i = slot_load i64 %next
  %1 = const i64 1
  %2 = add i64 %i, %1
  slot_store %next, %2
  %3 = lt bool %i, %limit
  branch %3, head, done
done:
  return %i
}

func @never(%n: i64) -> i64 noraise uninterruptible {
entry:
  jump head(%n)
head(%a: i64):
  %0 = const i64 1
  %1 = eq bool %a, %0
  branch %1, done, head(%a)
done:
  return %a
}

expect:
func @short(%0: i64) -> i64 noraise {
entry:
  %1 = slot slot<i64>
  %2 = const i64 0
  slot_store %1, %2
  %3 = const i64 100
  jump head
head:
  %4 = slot_load i64 %1
  %5 = const i64 1
  %6 = add i64 %4, %5
  slot_store %1, %6
  %7 = lt bool %4, %3
  branch %7, head, done
done:
  return %4
}

func @never(%0: i64) -> i64 noraise uninterruptible {
entry:
  jump head(%0)
head(%1: i64):
  %2 = const i64 1
  %3 = eq bool %1, %2
  branch %3, done, head(%1)
done:
  return %1
}
