; What operations on numbers demand of their operands.
test verify

func @other_operand(%a: i64, %b: i32) -> i64 {
entry:
  %0 = add i64 %a, %b
  return %0
}

func @other_result(%a: i64) -> i32 {
entry:
  %0 = add i32 %a, %a
  return %0
}

func @sum_of_bools(%a: bool) -> bool {
entry:
  %0 = add bool %a, %a
  return %0
}

func @sum_of_tuples(%a: tuple<i64>) -> tuple<i64> {
entry:
  %0 = add tuple<i64> %a, %a
  return %0
}

func @quotient_of_integers(%a: i64) -> i64 {
entry:
  %0 = div i64 %a, %a
  return %0
}

func @floor_of_complex(%a: c128) -> c128 {
entry:
  %0 = floordiv c128 %a, %a
  return %0
}

func @shift_of_floats(%a: f64) -> f64 {
entry:
  %0 = shl f64 %a, %a
  return %0
}

func @and_of_floats(%a: f64) -> f64 {
entry:
  %0 = and f64 %a, %a
  return %0
}

func @popcount_of_bool(%a: bool) -> bool {
entry:
  %0 = popcount bool %a
  return %0
}

func @sine_of_integer(%a: i64) -> i64 {
entry:
  %0 = sin i64 %a
  return %0
}

func @absolute_value_of_bool(%a: bool) -> bool {
entry:
  %0 = abs bool %a
  return %0
}

func @complex_absolute_value(%a: c128) -> c128 {
entry:
  %0 = abs c128 %a
  return %0
}

func @order_of_complex(%a: c128) -> bool {
entry:
  %0 = lt bool %a, %a
  return %0
}

func @order_of_pointers(%a: ptr<i64>) -> bool {
entry:
  %0 = lt bool %a, %a
  return %0
}

func @equality_of_tuples(%a: tuple<i64>) -> bool {
entry:
  %0 = eq bool %a, %a
  return %0
}

func @comparison_of_two_types(%a: i64, %b: f64) -> bool {
entry:
  %0 = eq bool %a, %b
  return %0
}

func @comparison_to_an_integer(%a: i64) -> i64 {
entry:
  %0 = eq i64 %a, %a
  return %0
}

func @conversion_of_a_tuple(%a: tuple<i64>) -> i64 {
entry:
  %0 = convert i64 %a
  return %0
}

func @conversion_to_nothing(%a: i64) -> none {
entry:
  %0 = convert none %a
  return %0
}

func @bits_of_another_size(%a: i64) -> f32 {
entry:
  %0 = bitcast f32 %a
  return %0
}

func @bits_of_a_bool_as_a_byte(%a: bool) -> u8 {
entry:
  %0 = bitcast u8 %a
  return %0
}

func @bits_of_complex_as_a_float(%a: c64) -> f64 {
entry:
  %0 = bitcast f64 %a
  return %0
}

func @exponent_of_another_type(%a: f64, %b: i32) -> f64 {
entry:
  %0 = ldexp f64 %a, %b
  return %0
}

func @exponent_as_a_float(%a: f64) -> f64 {
entry:
  %0 = frexp_exponent f64 %a
  return %0
}

func @exponent_of_an_integer(%a: i64) -> i64 {
entry:
  %0 = frexp_exponent i64 %a
  return %0
}

func @choice_by_an_integer(%c: i64, %a: f64) -> f64 {
entry:
  %0 = select f64 %c, %a, %a
  return %0
}

func @choice_of_two_types(%c: bool, %a: f64, %b: f32) -> f64 {
entry:
  %0 = select f64 %c, %a, %b
  return %0
}

func @float_constant_of_an_integer() -> i64 {
entry:
  %0 = const i64 1.5
  return %0
}

func @truth_of_a_float() -> f64 {
entry:
  %0 = const f64 true
  return %0
}

func @constant_without_a_value() -> i64 {
entry:
  %0 = const i64
  return %0
}

func @real_constant_of_complex() -> c128 {
entry:
  %0 = const c128 1.0
  return %0
}

func @constant_tuple() -> tuple<i64> {
entry:
  %0 = const tuple<i64> 1
  return %0
}

expect:
invalid IR in @other_operand, block entry: operand 2 is i32, not i64: %2 = add i64 %0, %1
invalid IR in @other_result, block entry: operand 1 is i64, not i32: %1 = add i32 %0, %0
invalid IR in @sum_of_bools, block entry: its result is bool, not an integer, a float or complex: %1 = add bool %0, %0
invalid IR in @sum_of_tuples, block entry: its result is tuple<i64>, not an integer, a float or complex: %1 = add tuple<i64> %0, %0
invalid IR in @quotient_of_integers, block entry: its result is i64, not a float or complex: %1 = div i64 %0, %0
invalid IR in @floor_of_complex, block entry: its result is c128, not an integer or a float: %1 = floordiv c128 %0, %0
invalid IR in @shift_of_floats, block entry: its result is f64, not an integer: %1 = shl f64 %0, %0
invalid IR in @and_of_floats, block entry: its result is f64, not an integer or bool: %1 = and f64 %0, %0
invalid IR in @popcount_of_bool, block entry: its result is bool, not an integer: %1 = popcount bool %0
invalid IR in @sine_of_integer, block entry: its result is i64, not a float: %1 = sin i64 %0
invalid IR in @absolute_value_of_bool, block entry: operand 1 is bool, not an integer, a float or complex: %1 = abs bool %0
invalid IR in @complex_absolute_value, block entry: its result is c128, not f64: %1 = abs c128 %0
invalid IR in @order_of_complex, block entry: operand 1 is c128, which has no such comparison: %1 = lt bool %0, %0
invalid IR in @order_of_pointers, block entry: operand 1 is ptr<i64>, which has no such comparison: %1 = lt bool %0, %0
invalid IR in @equality_of_tuples, block entry: operand 1 is tuple<i64>, which has no such comparison: %1 = eq bool %0, %0
invalid IR in @comparison_of_two_types, block entry: operand 2 is f64, not i64: %2 = eq bool %0, %1
invalid IR in @comparison_to_an_integer, block entry: its result is i64, not bool: %1 = eq i64 %0, %0
invalid IR in @conversion_of_a_tuple, block entry: operand 1 is tuple<i64>, not a number: %1 = convert i64 %0
invalid IR in @conversion_to_nothing, block entry: the result is none, not a number: %1 = convert none %0
invalid IR in @bits_of_another_size, block entry: i64 and f32 differ in size or have no bits: %1 = bitcast f32 %0
invalid IR in @bits_of_a_bool_as_a_byte, block entry: bool and u8 differ in size or have no bits: %1 = bitcast u8 %0
invalid IR in @bits_of_complex_as_a_float, block entry: c64 and f64 differ in size or have no bits: %1 = bitcast f64 %0
invalid IR in @exponent_of_another_type, block entry: operand 2 is i32, not i64: %2 = ldexp f64 %0, %1
invalid IR in @exponent_as_a_float, block entry: its result is f64, not i64: %1 = frexp_exponent f64 %0
invalid IR in @exponent_of_an_integer, block entry: operand 1 is i64, not a float: %1 = frexp_exponent i64 %0
invalid IR in @choice_by_an_integer, block entry: operand 1 is i64, not bool: %2 = select f64 %0, %1, %1
invalid IR in @choice_of_two_types, block entry: operand 3 is f32, not f64: %3 = select f64 %0, %1, %2
invalid IR in @float_constant_of_an_integer, block entry: its value is not of type i64: %0 = const i64 1.5
invalid IR in @truth_of_a_float, block entry: its value is not of type f64: %0 = const f64 true
invalid IR in @constant_without_a_value, block entry: its value is not of type i64: %0 = const i64
invalid IR in @real_constant_of_complex, block entry: its value is not of type c128: %0 = const c128 1.0
invalid IR in @constant_tuple, block entry: its value is not of type tuple<i64>: %0 = const tuple<i64> 1
