; What calls, maps, errors and the ends of blocks demand.
test verify

site 0 = ValueError()
site 1 = IndexError(value) of tuple<i64>

func @double(%a: f64) -> f64 noraise {
entry:
  %0 = add f64 %a, %a
  return %0
}

func @call_of_nothing(%a: f64) -> f64 {
entry:
  %0 = call f64 %a
  return %0
}

func @call_with_too_few() -> f64 {
entry:
  %0 = call f64 @double
  return %0
}

func @call_with_another_type(%a: i64) -> f64 {
entry:
  %0 = call f64 @double, %a
  return %0
}

func @call_with_another_result(%a: f64) -> i64 {
entry:
  %0 = call i64 @double, %a
  return %0
}

func @runtime_call_without_a_name(%a: f64) -> f64 {
entry:
  %0 = call_runtime f64 %a
  return %0
}

func @map_of_nothing(%a: array<f64,1,C>) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> %a
  return %0
}

func @map_over_nothing() -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @double
  return %0
}

func @map_to_a_number(%a: array<f64,1,C>) -> f64 {
entry:
  %0 = array_map f64 @double, %a
  return %0
}

func @map_to_other_items(%a: array<f64,1,C>) -> array<i64,1,C> {
entry:
  %0 = array_map array<i64,1,C> @double, %a
  return %0
}

func @map_of_other_items(%a: array<i64,1,C>) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @double, %a
  return %0
}

func @map_of_too_many(%a: array<f64,1,C>) -> array<f64,1,C> {
entry:
  %0 = array_map array<f64,1,C> @double, %a, %a
  return %0
}

func @map_into_a_number(%a: f64) -> none {
entry:
  array_map_into @double, %a, %a
  unreachable
}

func @map_into_other_items(%a: array<i64,1,C>, %b: array<f64,1,C>) -> none {
entry:
  array_map_into @double, %a, %b
  unreachable
}

func @raise_if_nothing() -> none {
entry:
  raise_if site:0
  unreachable
}

func @raise_if_an_integer(%a: i64) -> none {
entry:
  raise_if site:0, %a
  unreachable
}

func @raise_if_without_a_site(%c: bool) -> none {
entry:
  raise_if %c
  unreachable
}

func @raise_at_no_site() -> none {
entry:
  raise site:7
}

func @raise_without_its_value() -> none {
entry:
  raise site:1
}

func @raise_with_another_value(%a: f64) -> none {
entry:
  raise site:1, %a
}

func @raise_with_a_value_too_many(%a: f64) -> none {
entry:
  raise site:0, %a
}

func @error_as_a_number() -> i64 {
entry:
  %0 = caught_error i64
  return %0
}

func @number_told_apart(%a: i64) -> bool {
entry:
  %0 = error_matches bool "1", %a
  return %0
}

func @told_apart_as_a_number() -> i64 {
entry: unwind handler
  raise site:0
handler:
  %0 = caught_error error
  %1 = error_matches i64 "1", %0
  return %1
}

func @number_raised_again(%a: i64) -> i64 {
entry:
  raise_error %a
}

func @branch_by_an_integer(%a: i64) -> i64 {
entry:
  branch %a, yes, no
yes:
  return %a
no:
  return %a
}

func @return_of_another_type(%a: i64) -> f64 {
entry:
  return %a
}

expect:
nothing is wrong in @double
invalid IR in @call_of_nothing, block entry: it needs a function: %1 = call f64 %0
invalid IR in @call_with_too_few, block entry: it has 0 operands, not 1: %0 = call f64 @double
invalid IR in @call_with_another_type, block entry: operand 1 is i64, the parameter of @double f64: %1 = call f64 @double, %0
invalid IR in @call_with_another_result, block entry: its result is i64, not f64: %1 = call i64 @double, %0
invalid IR in @runtime_call_without_a_name, block entry: it needs the name of a runtime function: %1 = call_runtime f64 %0
invalid IR in @map_of_nothing, block entry: it needs a function: %1 = array_map array<f64, 1, C> %0
invalid IR in @map_over_nothing, block entry: it needs at least 1 operands: %0 = array_map array<f64, 1, C> @double
invalid IR in @map_to_a_number, block entry: its result is f64, not an array: %1 = array_map f64 @double, %0
invalid IR in @map_to_other_items, block entry: @double gives f64, the array holds i64: %1 = array_map array<i64, 1, C> @double, %0
invalid IR in @map_of_other_items, block entry: operand 1 is array<i64, 1, C>, the parameter of @double f64: %1 = array_map array<f64, 1, C> @double, %0
invalid IR in @map_of_too_many, block entry: it has 2 operands, not 1: %1 = array_map array<f64, 1, C> @double, %0, %0
invalid IR in @map_into_a_number, block entry: operand 1 is f64, not an array: array_map_into @double, %0, %0
invalid IR in @map_into_other_items, block entry: @double gives f64, the array holds i64: array_map_into @double, %0, %1
invalid IR in @raise_if_nothing, block entry: it needs at least 1 operands: raise_if site:0
invalid IR in @raise_if_an_integer, block entry: operand 1 is i64, not bool: raise_if site:0, %0
invalid IR in @raise_if_without_a_site, block entry: it needs a raise site: raise_if %0
invalid IR in @raise_at_no_site, block entry: the module has no such raise site: raise site:7
invalid IR in @raise_without_its_value, block entry: it has 0 operands, not 1: raise site:1
invalid IR in @raise_with_another_value, block entry: operand 1 is f64, not i64: raise site:1, %0
invalid IR in @raise_with_a_value_too_many, block entry: it has 1 operands, not 0: raise site:0, %0
invalid IR in @error_as_a_number, block entry: its result is i64, not error: %0 = caught_error i64
invalid IR in @number_told_apart, block entry: operand 1 is i64, not error: %1 = error_matches bool "1", %0
invalid IR in @told_apart_as_a_number, block handler: its result is i64, not bool: %1 = error_matches i64 "1", %0
invalid IR in @number_raised_again, block entry: operand 1 is i64, not error: raise_error %0
invalid IR in @branch_by_an_integer, block entry: operand 1 is i64, not bool: branch %0, yes, no
invalid IR in @return_of_another_type, block entry: operand 1 is i64, not f64: return %0
