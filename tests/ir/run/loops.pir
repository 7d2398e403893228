; Loops by edges: counted, nested, with several ways out, with values that cross, and irreducible ones.
test run evaluator cpu aarch64
; @sum_below(0) == 0
; @sum_below(-5) == 0
; @sum_below(1000) == 499500
; @fibonacci(0) == 0
; @fibonacci(10) == 55
; @fibonacci(93) == -6246583658587674878
; @gcd(48, 36) == 12
; @gcd(7, 0) == 7
; @triangle(4) == 30
; @triangle(0) == 0
; @collatz(27) == 111
; @collatz(1) == 0
; @first_multiple(10, 7) == 14
; @first_multiple(10, 1000) == -1
; @first_multiple(10, 0) == -1
; @two_ways_in(true, 5) == 15
; @two_ways_in(false, 5) == 10
; @wraps_in_a_byte(200) == -56
; @harmonic(4) == 2.083333333333333
; @endless_but_returns(3) == 3

func @sum_below(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  jump head(%0, %0)
head(%i: i64, %sum: i64):
  %2 = lt bool %i, %n
  branch %2, body, done
body:
  %3 = add i64 %sum, %i
  %4 = add i64 %i, %1
  jump head(%4, %3)
done:
  return %sum
}

func @fibonacci(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  jump head(%n, %0, %1)
head(%left: i64, %a: i64, %b: i64):
  %2 = gt bool %left, %0
  branch %2, body, done
body:
  %3 = add i64 %a, %b
  %4 = sub i64 %left, %1
  jump head(%4, %b, %3)
done:
  return %a
}

func @gcd(%a: i64, %b: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  jump head(%a, %b)
head(%x: i64, %y: i64):
  %1 = ne bool %y, %0
  %2 = floormod i64 %x, %y
  branch %1, head(%y, %2), done
done:
  return %x
}

func @triangle(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  jump outer(%0, %0)
outer(%i: i64, %sum: i64):
  %2 = le bool %i, %n
  branch %2, inner(%0, %sum), done
inner(%j: i64, %partial: i64):
  %3 = lt bool %j, %i
  branch %3, body, next
body:
  %4 = add i64 %partial, %i
  %5 = add i64 %j, %1
  jump inner(%5, %4)
next:
  %6 = add i64 %i, %1
  jump outer(%6, %partial)
done:
  return %sum
}

func @collatz(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = const i64 2
  %3 = const i64 3
  jump head(%n, %0)
head(%x: i64, %steps: i64):
  %4 = gt bool %x, %1
  branch %4, body, done
body:
  %5 = add i64 %steps, %1
  %6 = and i64 %x, %1
  %7 = convert bool %6
  branch %7, odd, even
odd:
  %8 = mul i64 %x, %3
  %9 = add i64 %8, %1
  jump head(%9, %5)
even:
  %10 = floordiv i64 %x, %2
  jump head(%10, %5)
done:
  return %steps
}

func @first_multiple(%from: i64, %of: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = const i64 100
  %3 = eq bool %of, %0
  branch %3, none, head(%from)
head(%i: i64):
  %4 = lt bool %i, %2
  branch %4, body, none
body:
  %5 = floormod i64 %i, %of
  %6 = eq bool %5, %0
  branch %6, found, next
next:
  %7 = add i64 %i, %1
  jump head(%7)
found:
  return %i
none:
  %8 = const i64 -1
  return %8
}

; The loop has no header: each of its two blocks is entered from outside.
func @two_ways_in(%c: bool, %n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  branch %c, left(%n, %0), right(%n, %0)
left(%i: i64, %sum: i64):
  %2 = add i64 %sum, %i
  jump right(%i, %2)
right(%j: i64, %partial: i64):
  %3 = sub i64 %j, %1
  %4 = gt bool %3, %0
  branch %4, left(%3, %partial), done
done:
  return %partial
}

func @wraps_in_a_byte(%n: i64) -> i8 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = const i8 1
  %3 = const i8 0
  jump head(%0, %3)
head(%i: i64, %byte: i8):
  %4 = lt bool %i, %n
  branch %4, body, done
body:
  %5 = add i8 %byte, %2
  %6 = add i64 %i, %1
  jump head(%6, %5)
done:
  return %byte
}

; Not to be reassociated: the sum is that of this order.
func @harmonic(%n: i64) -> f64 noraise {
entry:
  %0 = const f64 0.0
  %1 = const i64 1
  %2 = const f64 1.0
  jump head(%1, %0)
head(%i: i64, %sum: f64):
  %3 = le bool %i, %n
  branch %3, body, done
body:
  %4 = convert f64 %i
  %5 = div f64 %2, %4
  %6 = add f64 %sum, %5
  %7 = add i64 %i, %1
  jump head(%7, %6)
done:
  return %sum
}

func @endless_but_returns(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  jump head(%0)
head(%i: i64):
  %2 = eq bool %i, %n
  branch %2, out, next
next:
  %3 = add i64 %i, %1
  jump head(%3)
out:
  return %i
}
