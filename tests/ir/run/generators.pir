; Generators: run to each yield, keep what outlasts it, end, raise, and are freed in the midst of their work.
test run cpu aarch64
; @sum(0) == 0
; @sum(5) == 10
; @sum(100) == 4950
; @first_only(7) == 0
; @never_started(3) == 3
; @result_at_the_end(4) == 40
; @after_the_end(2) == false
; @raises_in_between(5) == 3

site 0 = ValueError()

func @count(%n: i64) -> i64 generator=generator<#1, "count": i64, i64> {
entry:
  %0 = const i64 0
  %1 = const i64 1
  jump head(%0)
head(%i: i64):
  %2 = lt bool %i, %n
  branch %2, body, done
body:
  %3 = yield none %i
  %4 = add i64 %i, %1
  jump head(%4)
done:
  %5 = const i64 10
  %6 = mul i64 %5, %n
  return %6
}

func @sum(%n: i64) -> i64 {
entry:
  %0 = const i64 0
  %g = call generator<#1, "count": i64, i64> @count, %n
  jump head(%0)
head(%sum: i64):
  %1 = generator_resume bool @count, %g
  branch %1, body, done
body:
  %2 = generator_current i64 @count, %g
  %3 = add i64 %sum, %2
  jump head(%3)
done:
  return %sum
}

func @first_only(%n: i64) -> i64 {
entry:
  %g = call generator<#1, "count": i64, i64> @count, %n
  %1 = generator_resume bool @count, %g
  %2 = generator_current i64 @count, %g
  return %2
}

func @never_started(%n: i64) -> i64 {
entry:
  %g = call generator<#1, "count": i64, i64> @count, %n
  return %n
}

func @result_at_the_end(%n: i64) -> i64 {
entry:
  %g = call generator<#1, "count": i64, i64> @count, %n
  jump head
head:
  %1 = generator_resume bool @count, %g
  branch %1, head, done
done:
  %2 = generator_result i64 @count, %g
  return %2
}

func @after_the_end(%n: i64) -> bool {
entry:
  %g = call generator<#1, "count": i64, i64> @count, %n
  jump head
head:
  %1 = generator_resume bool @count, %g
  branch %1, head, done
done:
  %2 = generator_resume bool @count, %g
  return %2
}

func @raising(%n: i64) -> i64 generator=generator<#2, "raising": i64, i64> {
entry:
  %0 = const i64 0
  %1 = const i64 1
  %3 = const i64 3
  %list = list_alloc list<i64> %0
  jump head(%0)
head(%i: i64):
  list_append %list, %i
  %2 = eq bool %i, %3
  raise_if site:0, %2
  %4 = list_length i64 %list
  %5 = yield none %4
  %6 = add i64 %i, %1
  jump head(%6)
}

func @raises_in_between(%n: i64) -> i64 {
entry:
  %0 = const i64 0
  %g = call generator<#2, "raising": i64, i64> @raising, %n
  %last = slot slot<i64>
  slot_store %last, %0
  jump head
head: unwind handler
  %1 = generator_resume bool @raising, %g
  branch %1, body, done
body:
  %2 = generator_current i64 @raising, %g
  slot_store %last, %2
  jump head
handler:
  %3 = caught_error error
  jump done
done:
  %4 = slot_load i64 %last
  return %4
}
