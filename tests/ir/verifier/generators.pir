; What generators demand.
test verify

func @yield_outside_of_a_generator(%a: i64) -> none {
entry:
  %0 = yield none %a
  return %0
}

func @yield_of_another_type(%a: f64) -> none generator=generator<#1, "count": i64, none> {
entry:
  %0 = yield none %a
  return %0
}

func @resumed_number(%a: i64) -> bool {
entry:
  %0 = generator_resume bool @resumes, %a
  return %0
}

func @resumed_to_a_number(%a: generator<#1, "count": i64, none>) -> i64 {
entry:
  %0 = generator_resume i64 @resumes, %a
  return %0
}

func @current_of_another_type(%a: generator<#1, "count": i64, none>) -> f64 {
entry:
  %0 = generator_current f64 @resumes, %a
  return %0
}

func @result_of_another_type(%a: generator<#1, "count": i64, none>) -> i64 {
entry:
  %0 = generator_result i64 @resumes, %a
  return %0
}

func @made_of_nothing(%a: box<i64>) -> generator<#1, "count": i64, none> {
entry:
  %0 = generator_make generator<#1, "count": i64, none> %a
  return %0
}

func @frame_of_a_number(%a: i64) -> box<i64> {
entry:
  %0 = generator_frame box<i64> %a
  return %0
}

func @resumes(%a: box<i64>) -> bool {
entry:
  %0 = const bool false
  return %0
}

expect:
invalid IR in @yield_outside_of_a_generator, block entry: its function is no generator: %1 = yield none %0
invalid IR in @yield_of_another_type, block entry: operand 1 is f64, not i64: %1 = yield none %0
invalid IR in @resumed_number, block entry: operand 1 is i64, not a generator: %1 = generator_resume bool @resumes, %0
invalid IR in @resumed_to_a_number, block entry: its result is i64, not bool: %1 = generator_resume i64 @resumes, %0
invalid IR in @current_of_another_type, block entry: its result is f64, not i64: %1 = generator_current f64 @resumes, %0
invalid IR in @result_of_another_type, block entry: its result is i64, not none: %1 = generator_result i64 @resumes, %0
invalid IR in @made_of_nothing, block entry: it needs a function: %1 = generator_make generator<#1, "count": i64, none> %0
invalid IR in @frame_of_a_number, block entry: operand 1 is i64, not a generator: %1 = generator_frame box<i64> %0
nothing is wrong in @resumes
