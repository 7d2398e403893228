; Errors: raised, on a condition, caught, told apart, raised again, passed on, and never forgetting what happened before.
test run evaluator cpu aarch64
; @divide(7, 2) == 3
; @divide(7, 0) raises ZeroDivisionError
; @always(1) raises KeyError
; @passes_on(6, 3) == 2
; @passes_on(6, 0) raises ZeroDivisionError
; @caught(6, 3) == 2
; @caught(6, 0) == -1
; @told_apart(0) == 10
; @told_apart(1) == 20
; @told_apart(2) raises OverflowError
; @told_apart(3) == 3
; @again(0) raises ValueError
; @again(5) == 5
; @cleans_up(0) raises ValueError
; @cleans_up(2) == 2
; @another_instead(0) raises KeyError
; @another_instead(9) == 9
; @in_a_loop(5) == 3
; @what_was_before(4, 2) == 2
; @what_was_before(4, 0) == 4
; @within_a_handler(0, 1) == 101
; @within_a_handler(0, 0) raises ZeroDivisionError
; @within_a_handler(1, 0) == 1
; @payload(3) raises IndexError
; @payload(-1) == -1
; @deep(0) == 0
; @deep(4) raises ValueError

site 0 = ZeroDivisionError("integer division or modulo by zero")
site 1 = KeyError(1)
site 2 = ValueError("no")
site 3 = OverflowError()
site 4 = IndexError("index", value) of tuple<i64>

func @divide(%a: i64, %b: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = eq bool %b, %0
  raise_if site:0, %1
  %2 = floordiv i64 %a, %b
  return %2
}

func @always(%a: i64) -> i64 {
entry:
  raise site:1
}

func @passes_on(%a: i64, %b: i64) -> i64 {
entry:
  %0 = call i64 @divide, %a, %b
  return %0
}

func @caught(%a: i64, %b: i64) -> i64 noraise {
entry: unwind handler
  %0 = call i64 @divide, %a, %b
  return %0
handler:
  %1 = caught_error error
  %2 = const i64 -1
  return %2
}

func @raises_what(%a: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = const i64 2
  %3 = eq bool %a, %0
  %4 = eq bool %a, %1
  %5 = eq bool %a, %2
  raise_if site:1, %3
  raise_if site:2, %4
  raise_if site:3, %5
  return %a
}

; The statuses of sites are their numbers and one.
func @told_apart(%a: i64) -> i64 {
entry: unwind handler
  %0 = call i64 @raises_what, %a
  return %0
handler:
  %1 = caught_error error
  %2 = error_matches bool "2", %1
  branch %2, first, others
first:
  %3 = const i64 10
  return %3
others:
  %4 = error_matches bool "1,3", %1
  branch %4, second, again
second:
  %5 = const i64 20
  return %5
again:
  raise_error %1
}

func @raises_for_zero(%a: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = eq bool %a, %0
  branch %1, bad, good
bad:
  raise site:2
good:
  return %a
}

func @again(%a: i64) -> i64 {
entry: unwind handler
  %0 = call i64 @raises_for_zero, %a
  return %0
handler:
  %1 = caught_error error
  raise_error %1
}

func @cleans_up(%a: i64) -> i64 {
entry: unwind cleanup
  %0 = call i64 @raises_for_zero, %a
  return %0
cleanup:
  propagate
}

func @another_instead(%a: i64) -> i64 {
entry: unwind handler
  %0 = call i64 @raises_for_zero, %a
  return %0
handler:
  %1 = caught_error error
  raise site:1
}

; Of the numbers below n, how many have no error: those that are not multiples of three.
func @in_a_loop(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = const i64 3
  jump head(%0, %0)
head(%i: i64, %good: i64):
  %3 = lt bool %i, %n
  branch %3, body, done
body: unwind handler
  %4 = floormod i64 %i, %2
  %5 = call i64 @raises_for_zero, %4
  %6 = add i64 %good, %1
  jump next(%6)
handler:
  %7 = caught_error error
  jump next(%good)
next(%counted: i64):
  %8 = add i64 %i, %1
  jump head(%8, %counted)
done:
  return %good
}

; The edge of an error hands over what was known when it was raised.
func @what_was_before(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = slot slot<i64>
  slot_store %0, %a
  jump body
body: unwind handler
  %1 = call i64 @divide, %a, %b
  slot_store %0, %1
  jump done
handler:
  %2 = caught_error error
  jump done
done:
  %3 = slot_load i64 %0
  return %3
}

func @within_a_handler(%a: i64, %b: i64) -> i64 {
entry: unwind handler
  %0 = call i64 @raises_for_zero, %a
  return %0
handler:
  %1 = caught_error error
  %2 = const i64 101
  %3 = call i64 @divide, %2, %b
  return %3
}

func @payload(%a: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = ge bool %a, %0
  raise_if site:4, %1, %a
  return %a
}

func @deep(%n: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = eq bool %n, %0
  branch %1, last, more
last:
  return %n
more:
  %2 = const i64 1
  %3 = sub i64 %n, %2
  %4 = call i64 @deep, %3
  %5 = call i64 @raises_for_zero, %4
  return %5
}
