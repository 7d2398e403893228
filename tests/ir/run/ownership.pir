; What is allocated is freed once: after its last use, on each path, by errors, in aggregates, slots of blocks and loops.
; The evaluator counts what was allocated and what was released.
test run evaluator cpu aarch64
; @unused(3) == 3
; @used_on_one_path(true, 4) == 4
; @used_on_one_path(false, 4) == 0
; @freed_by_an_error(0) raises ValueError
; @freed_by_an_error(5) == 5
; @freed_when_caught(0) == -1
; @freed_when_caught(5) == 5
; @replaced_in_a_loop(10) == 9
; @swapped_in_a_loop(7) == 3
; @in_a_tuple(2) == 4
; @in_an_optional(true) == 3
; @in_an_optional(false) == 0
; @in_a_variable_that_may_be_unbound(0) == -1
; @in_a_variable_that_may_be_unbound(2) == 2
; @either(true) == 1
; @either(false) == 2
; @kept_by_a_view(4) == 3
; @through_calls(6) == 6
; @given_back([1, 2, 3]:i64) == 3
; @error_in_a_callee(3) raises ValueError
; @error_in_a_callee(0) == 0
; @argument_stays([1, 2]:i64) == 2
; @one_twice(3) == 6
; @early_return(true) == 1
; @early_return(false) == 2
; @list_in_a_tuple(3) == 3
; @freed_when_passed_on(3) raises ValueError
; @freed_when_passed_on(0) == 0
; @passed_on_to_a_handler(3) == 6
; @lists_freed_by_an_error(true) raises ValueError
; @lists_freed_by_an_error(false) == 1

site 0 = ValueError("no")

func @unused(%n: i64) -> i64 {
entry:
  %0 = array_alloc array<i64,1,C> %n
  return %n
}

func @used_on_one_path(%c: bool, %n: i64) -> i64 {
entry:
  %0 = array_alloc array<i64,1,C> %n
  branch %c, yes, no
yes:
  %1 = get i64 2, %0
  return %1
no:
  %2 = const i64 0
  return %2
}

func @freed_by_an_error(%n: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = array_alloc array<i64,1,C> %n
  %2 = eq bool %n, %0
  raise_if site:0, %2
  %3 = get i64 2, %1
  return %3
}

func @freed_when_caught(%n: i64) -> i64 {
entry: unwind handler
  %0 = const i64 0
  %1 = array_alloc array<i64,1,C> %n
  %2 = eq bool %n, %0
  raise_if site:0, %2
  %3 = get i64 2, %1
  return %3
handler:
  %4 = caught_error error
  %5 = const i64 -1
  return %5
}

func @replaced_in_a_loop(%n: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = array_alloc array<i64,1,C> %0
  jump head(%2, %0)
head(%a: array<i64,1,C>, %i: i64):
  %3 = lt bool %i, %n
  branch %3, body, done
body:
  %4 = array_alloc array<i64,1,C> %i
  %5 = add i64 %i, %1
  jump head(%4, %5)
done:
  %6 = get i64 2, %a
  return %6
}

func @swapped_in_a_loop(%n: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = const i64 2
  %3 = const i64 3
  %4 = array_alloc array<i64,1,C> %2
  %5 = array_alloc array<i64,1,C> %3
  jump head(%4, %5, %0)
head(%a: array<i64,1,C>, %b: array<i64,1,C>, %i: i64):
  %6 = lt bool %i, %n
  branch %6, body, done
body:
  %7 = add i64 %i, %1
  jump head(%b, %a, %7)
done:
  %8 = get i64 2, %a
  return %8
}

func @in_a_tuple(%n: i64) -> i64 {
entry:
  %0 = array_alloc array<i64,1,C> %n
  %1 = make tuple<array<i64,1,C>,array<i64,1,C>> %0, %0
  %2 = call i64 @lengths, %1
  return %2
}

func @lengths(%t: tuple<array<i64,1,C>,array<i64,1,C>>) -> i64 noraise noinline {
entry:
  %0 = get array<i64,1,C> 0, %t
  %1 = get array<i64,1,C> 1, %t
  %2 = get i64 2, %0
  %3 = get i64 2, %1
  %4 = add i64 %2, %3
  return %4
}

func @in_an_optional(%c: bool) -> i64 {
entry:
  branch %c, some, nothing
some:
  %0 = const i64 3
  %1 = array_alloc array<i64,1,C> %0
  %2 = make optional<array<i64,1,C>> %c, %1
  jump done(%2)
nothing:
  %3 = zero optional<array<i64,1,C>>
  jump done(%3)
done(%4: optional<array<i64,1,C>>):
  %5 = get array<i64,1,C> 1, %4
  %6 = get i64 2, %5
  return %6
}

func @in_a_variable_that_may_be_unbound(%n: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = zero maybe_unbound<array<i64,1,C>>
  jump head(%2, %0)
head(%a: maybe_unbound<array<i64,1,C>>, %i: i64):
  %3 = lt bool %i, %n
  branch %3, body, done
body:
  %4 = array_alloc array<i64,1,C> %n
  %5 = make maybe_unbound<array<i64,1,C>> %3, %4
  %6 = add i64 %i, %1
  jump head(%5, %6)
done:
  %7 = get bool 0, %a
  branch %7, bound, unbound_one
bound:
  %8 = get array<i64,1,C> 1, %a
  %9 = get i64 2, %8
  return %9
unbound_one:
  %10 = const i64 -1
  return %10
}

func @either(%c: bool) -> i64 {
entry:
  %0 = const i64 1
  %1 = const i64 2
  %2 = array_alloc array<i64,1,C> %0
  %3 = array_alloc array<i64,1,C> %1
  %4 = select array<i64,1,C> %c, %2, %3
  %5 = get i64 2, %4
  return %5
}

; The array that was allocated is gone from view, its memory is not.
func @kept_by_a_view(%n: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %2 = const i64 2
  %3 = array_alloc array<i64,1,C> %n
  array_store %3, %n, %1
  array_store %3, %1, %2
  %p = get ptr<i64> 1, %3
  %4 = get i64 3, %3
  %q = pointer_offset ptr<i64> %p, %4
  %5 = array_view array<i64,1,C> %3, %q, %2, %4
  %6 = array_alloc array<i64,1,C> %n
  array_store %6, %0, %1
  %7 = array_load i64 %5, %0
  %8 = array_load i64 %5, %1
  %9 = sub i64 %7, %8
  return %9
}

func @through_calls(%n: i64) -> i64 {
entry:
  %0 = call array<i64,1,C> @made, %n
  %1 = call array<i64,1,C> @same, %0
  %2 = get i64 2, %1
  return %2
}

func @made(%n: i64) -> array<i64,1,C> noinline {
entry:
  %0 = array_alloc array<i64,1,C> %n
  return %0
}

func @same(%a: array<i64,1,C>) -> array<i64,1,C> noraise noinline {
entry:
  return %a
}

func @given_back(%a: array<i64,1,C>) -> i64 {
entry:
  %0 = call array<i64,1,C> @same, %a
  %1 = get i64 2, %0
  return %1
}

func @error_in_a_callee(%n: i64) -> i64 {
entry:
  %0 = call array<i64,1,C> @made, %n
  %1 = get i64 2, %0
  %2 = call i64 @refuses, %1
  %3 = get i64 2, %0
  return %3
}

func @refuses(%n: i64) -> i64 noinline {
entry:
  %0 = array_alloc array<i64,1,C> %n
  %1 = convert bool %n
  raise_if site:0, %1
  return %n
}

func @argument_stays(%a: array<i64,1,C>) -> i64 {
entry:
  %0 = const i64 0
  jump next(%a)
next(%b: array<i64,1,C>):
  %1 = array_alloc array<i64,1,C> %0
  %2 = get i64 2, %b
  return %2
}

func @one_twice(%n: i64) -> i64 {
entry:
  %0 = array_alloc array<i64,1,C> %n
  jump next(%0, %0)
next(%a: array<i64,1,C>, %b: array<i64,1,C>):
  %1 = get i64 2, %a
  %2 = get i64 2, %b
  %3 = add i64 %1, %2
  return %3
}

func @early_return(%c: bool) -> i64 {
entry:
  %0 = const i64 1
  %1 = array_alloc array<i64,1,C> %0
  branch %c, out, on
out:
  return %0
on:
  %2 = const i64 2
  %3 = array_alloc array<i64,1,C> %2
  %4 = get i64 2, %1
  %5 = get i64 2, %3
  %6 = floordiv i64 %5, %4
  return %6
}

func @list_in_a_tuple(%a: i64) -> i64 {
entry:
  %0 = const i64 0
  %1 = list_alloc list<i64> %0
  list_append %1, %a
  %2 = make tuple<list<i64>,i64> %1, %a
  %3 = list_alloc list<tuple<list<i64>,i64>> %0
  list_append %3, %2
  %4 = list_load tuple<list<i64>,i64> %3, %0
  %5 = get list<i64> 0, %4
  %6 = list_load i64 %5, %0
  return %6
}

func @lists_freed_by_an_error(%c: bool) -> i64 {
entry:
  %0 = const i64 0
  %1 = list_alloc list<list<i64>> %0
  %2 = list_alloc list<i64> %0
  list_append %1, %2
  raise_if site:0, %c
  %3 = list_length i64 %1
  return %3
}

; What lives in the block that passes an error on is released once.
func @freed_when_passed_on(%n: i64) -> i64 {
entry:
  %0 = array_alloc array<i64,1,C> %n
  jump body
body: unwind cleanup(%0)
  %1 = call i64 @refuses, %n
  %2 = get i64 2, %0
  return %2
cleanup(%3: array<i64,1,C>):
  propagate
}

func @passed_on_to_a_handler(%n: i64) -> i64 {
entry:
  %0 = array_alloc array<i64,1,C> %n
  %1 = list_alloc list<i64> %n
  list_append %1, %n
  jump body
body: unwind inner(%0)
  %2 = call i64 @refuses, %n
  return %2
inner(%3: array<i64,1,C>): unwind outer
  propagate
outer:
  %4 = caught_error error
  %5 = const i64 0
  %6 = list_load i64 %1, %5
  %7 = get i64 2, %0
  %8 = add i64 %6, %7
  return %8
}
