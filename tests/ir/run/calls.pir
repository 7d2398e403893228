; Calls: arguments of every type, results in tuples, recursion, mutual recursion, and what is not inlined.
test run evaluator cpu aarch64
; @factorial(0) == 1
; @factorial(20) == 2432902008176640000
; @factorial(21) == -4249290049419214848
; @fibonacci(15) == 610
; @is_even(10) == true
; @is_even(7) == false
; @ackermann(2, 3) == 9
; @many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 7654321.5
; @mixed(true, -1, 255, -300, 1.5, 0.25, 1e300, complex(1.0, 2.0)) == complex(2.0, 3.0)
; @twice(3) == 81
; @through_tuples(3, 4) == (7, -1)
; @nothing_back(5) == 5
; @depth(100) == 100

func @factorial(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 1
  %1 = le bool %n, %0
  branch %1, last, more
last:
  return %0
more:
  %2 = sub i64 %n, %0
  %3 = call i64 @factorial, %2
  %4 = mul i64 %n, %3
  return %4
}

func @fibonacci(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 2
  %1 = lt bool %n, %0
  branch %1, last, more
last:
  return %n
more:
  %2 = const i64 1
  %3 = sub i64 %n, %2
  %4 = sub i64 %n, %0
  %5 = call i64 @fibonacci, %3
  %6 = call i64 @fibonacci, %4
  %7 = add i64 %5, %6
  return %7
}

func @is_even(%n: i64) -> bool noraise {
entry:
  %0 = const i64 0
  %1 = eq bool %n, %0
  branch %1, yes, more
yes:
  %2 = const bool true
  return %2
more:
  %3 = const i64 1
  %4 = sub i64 %n, %3
  %5 = call bool @is_odd, %4
  return %5
}

func @is_odd(%n: i64) -> bool noraise {
entry:
  %0 = const i64 0
  %1 = eq bool %n, %0
  branch %1, no, more
no:
  %2 = const bool false
  return %2
more:
  %3 = const i64 1
  %4 = sub i64 %n, %3
  %5 = call bool @is_even, %4
  return %5
}

func @ackermann(%m: i64, %n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = eq bool %m, %0
  branch %2, first, others
first:
  %3 = add i64 %n, %1
  return %3
others:
  %4 = sub i64 %m, %1
  %5 = eq bool %n, %0
  branch %5, second, third
second:
  %6 = call i64 @ackermann, %4, %1
  return %6
third:
  %7 = sub i64 %n, %1
  %8 = call i64 @ackermann, %m, %7
  %9 = call i64 @ackermann, %4, %8
  return %9
}

; More arguments than there are registers for them.
func @many(%a: i64, %b: i64, %c: i64, %d: i64, %e: i64, %f: i64, %g: i64, %h: i64, %i: f64, %j: f64) -> f64 noraise {
entry:
  %0 = call f64 @digits, %g, %f, %e, %d, %c, %b, %a, %h, %i, %j
  return %0
}

func @digits(%a: i64, %b: i64, %c: i64, %d: i64, %e: i64, %f: i64, %g: i64, %h: i64, %i: f64, %j: f64) -> f64 noraise noinline {
entry:
  %ten = const i64 10
  %0 = mul i64 %a, %ten
  %1 = add i64 %0, %b
  %2 = mul i64 %1, %ten
  %3 = add i64 %2, %c
  %4 = mul i64 %3, %ten
  %5 = add i64 %4, %d
  %6 = mul i64 %5, %ten
  %7 = add i64 %6, %e
  %8 = mul i64 %7, %ten
  %9 = add i64 %8, %f
  %10 = mul i64 %9, %ten
  %11 = add i64 %10, %g
  %12 = convert f64 %11
  %13 = const f64 0.5
  %14 = add f64 %12, %13
  return %14
}

func @mixed(%a: bool, %b: i8, %c: u8, %d: i16, %e: f16, %f: f32, %g: f64, %h: c128) -> c128 noraise {
entry:
  %0 = call c128 @sorted_out, %h, %g, %f, %e, %d, %c, %b, %a
  return %0
}

func @sorted_out(%h: c128, %g: f64, %f: f32, %e: f16, %d: i16, %c: u8, %b: i8, %a: bool) -> c128 noraise noinline {
entry:
  %0 = const f64 1e300
  %1 = eq bool %g, %0
  %2 = const i16 -300
  %3 = eq bool %d, %2
  %4 = const u8 255
  %5 = eq bool %c, %4
  %6 = const i8 -1
  %7 = eq bool %b, %6
  %8 = const f16 1.5
  %9 = eq bool %e, %8
  %10 = const f32 0.25
  %11 = eq bool %f, %10
  %12 = and bool %1, %3
  %13 = and bool %12, %5
  %14 = and bool %13, %7
  %15 = and bool %14, %9
  %16 = and bool %15, %11
  %17 = and bool %16, %a
  %18 = convert f64 %17
  %19 = make c128 %18, %18
  %20 = add c128 %h, %19
  return %20
}

func @twice(%a: i64) -> i64 noraise {
entry:
  %0 = call i64 @square, %a
  %1 = call i64 @square, %0
  return %1
}

func @square(%a: i64) -> i64 noraise noinline {
entry:
  %0 = mul i64 %a, %a
  return %0
}

func @through_tuples(%a: i64, %b: i64) -> tuple<i64,i64> noraise {
entry:
  %0 = make tuple<i64,i64> %a, %b
  %1 = call tuple<i64,i64> @sum_and_difference, %0
  return %1
}

func @sum_and_difference(%t: tuple<i64,i64>) -> tuple<i64,i64> noraise noinline {
entry:
  %0 = get i64 0, %t
  %1 = get i64 1, %t
  %2 = add i64 %0, %1
  %3 = sub i64 %0, %1
  %4 = make tuple<i64,i64> %2, %3
  return %4
}

func @nothing_back(%a: i64) -> i64 noraise {
entry:
  %0 = call none @does_nothing, %a
  return %a
}

func @does_nothing(%a: i64) -> none noraise noinline {
entry:
  %0 = zero none
  return %0
}

func @depth(%n: i64) -> i64 noraise {
entry:
  %0 = const i64 0
  %1 = eq bool %n, %0
  branch %1, last, more
last:
  return %0
more:
  %2 = const i64 1
  %3 = sub i64 %n, %2
  %4 = call i64 @depth, %3
  %5 = add i64 %4, %2
  return %5
}
