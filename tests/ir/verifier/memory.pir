; What aggregates, slots, pointers and arrays demand.
test verify

data 0 = array<u16,1,C,readonly> [2] "02010403"

func @tuple_of_too_few(%a: i64) -> tuple<i64,i64> {
entry:
  %0 = make tuple<i64,i64> %a
  return %0
}

func @tuple_of_others(%a: i64, %b: f64) -> tuple<i64,i64> {
entry:
  %0 = make tuple<i64,i64> %a, %b
  return %0
}

func @number_made_of_parts(%a: i64) -> i64 {
entry:
  %0 = make i64 %a
  return %0
}

func @part_without_index(%a: tuple<i64>) -> i64 {
entry:
  %0 = get i64 %a
  return %0
}

func @part_that_is_not_there(%a: tuple<i64>) -> i64 {
entry:
  %0 = get i64 1, %a
  return %0
}

func @part_of_another_type(%a: tuple<i64>) -> f64 {
entry:
  %0 = get f64 0, %a
  return %0
}

func @slot_that_is_none() -> i64 {
entry:
  %0 = slot i64
  return %0
}

func @load_from_no_slot(%a: i64) -> i64 {
entry:
  %0 = slot_load i64 %a
  return %0
}

func @load_of_another_type() -> f64 {
entry:
  %0 = slot slot<i64>
  %1 = slot_load f64 %0
  return %1
}

func @store_of_another_type(%a: f64) -> none {
entry:
  %0 = slot slot<i64>
  slot_store %0, %a
  unreachable
}

func @store_into_no_slot(%a: f64) -> none {
entry:
  slot_store %a, %a
  unreachable
}

func @offset_of_a_number(%a: i64) -> i64 {
entry:
  %0 = pointer_offset i64 %a, %a
  return %0
}

func @offset_by_a_float(%p: ptr<f64>, %a: f64) -> ptr<f64> {
entry:
  %0 = pointer_offset ptr<f64> %p, %a
  return %0
}

func @offset_to_another_type(%p: ptr<f64>, %a: i64) -> ptr<i64> {
entry:
  %0 = pointer_offset ptr<i64> %p, %a
  return %0
}

func @cast_of_a_number(%a: i64) -> ptr<i64> {
entry:
  %0 = pointer_cast ptr<i64> %a
  return %0
}

func @cast_to_a_number(%p: ptr<i64>) -> i64 {
entry:
  %0 = pointer_cast i64 %p
  return %0
}

func @load_from_a_number(%a: i64) -> i64 {
entry:
  %0 = load i64 %a
  return %0
}

func @load_of_another_number(%p: ptr<i64>) -> f64 {
entry:
  %0 = load f64 %p
  return %0
}

func @store_of_another_number(%p: ptr<i64>, %a: f64) -> none {
entry:
  store %p, %a
  unreachable
}

func @store_into_a_number(%a: f64) -> none {
entry:
  store %a, %a
  unreachable
}

func @constant_array_without_data() -> array<u16,1,C,readonly> {
entry:
  %0 = const_array array<u16,1,C,readonly>
  return %0
}

func @constant_array_of_no_data() -> array<u16,1,C,readonly> {
entry:
  %0 = const_array array<u16,1,C,readonly> data:1
  return %0
}

func @constant_array_of_another_type() -> array<u8,1,C,readonly> {
entry:
  %0 = const_array array<u8,1,C,readonly> data:0
  return %0
}

func @allocation_of_a_number(%n: i64) -> i64 {
entry:
  %0 = array_alloc i64 %n
  return %0
}

func @allocation_without_a_shape() -> array<f64,2,C> {
entry:
  %0 = array_alloc array<f64,2,C>
  return %0
}

func @allocation_by_a_float(%n: f64) -> array<f64,1,C> {
entry:
  %0 = array_alloc array<f64,1,C> %n
  return %0
}

func @view_that_is_a_number(%a: array<f64,1,C>, %n: i64) -> i64 {
entry:
  %0 = array_view i64 %a
  return %0
}

func @view_without_strides(%a: array<f64,1,C>, %p: ptr<f64>, %n: i64) -> array<f64,1,C> {
entry:
  %0 = array_view array<f64,1,C> %a, %p, %n
  return %0
}

func @view_of_a_number(%p: ptr<f64>, %n: i64) -> array<f64,1,C> {
entry:
  %0 = array_view array<f64,1,C> %n, %p, %n, %n
  return %0
}

func @view_of_other_items(%a: array<f64,1,C>, %p: ptr<i64>, %n: i64) -> array<f64,1,C> {
entry:
  %0 = array_view array<f64,1,C> %a, %p, %n, %n
  return %0
}

func @item_of_a_number(%n: i64) -> i64 {
entry:
  %0 = array_load i64 %n, %n
  return %0
}

func @item_without_all_indices(%a: array<f64,2,C>, %n: i64) -> f64 {
entry:
  %0 = array_load f64 %a, %n
  return %0
}

func @item_by_a_bool(%a: array<f64,1,C>, %n: bool) -> f64 {
entry:
  %0 = array_load f64 %a, %n
  return %0
}

func @item_of_another_type(%a: array<f64,1,C>, %n: i64) -> i64 {
entry:
  %0 = array_load i64 %a, %n
  return %0
}

func @stored_item_of_another_type(%a: array<f64,1,C>, %n: i64) -> none {
entry:
  array_store %a, %n, %n
  unreachable
}

func @stored_without_an_index(%a: array<f64,1,C>, %x: f64) -> none {
entry:
  array_store %a, %x
  unreachable
}

func @count_of_a_number(%a: i64) -> none {
entry:
  retain %a
  unreachable
}

func @count_of_a_tuple_of_numbers(%a: tuple<i64,f64>) -> none {
entry:
  release %a
  unreachable
}

func @count_of_a_tuple_with_an_array(%a: tuple<i64,array<f64,1,C>>) -> none {
entry:
  release %a
  unreachable
}

expect:
invalid IR in @tuple_of_too_few, block entry: it has 1 operands, not 2: %1 = make tuple<i64, i64> %0
invalid IR in @tuple_of_others, block entry: operand 2 is f64, not i64: %2 = make tuple<i64, i64> %0, %1
invalid IR in @number_made_of_parts, block entry: it has 1 operands, not 0: %1 = make i64 %0
invalid IR in @part_without_index, block entry: it needs the index of a part: %1 = get i64 %0
invalid IR in @part_that_is_not_there, block entry: tuple<i64> has no part 1: %1 = get i64 1, %0
invalid IR in @part_of_another_type, block entry: its result is f64, not i64: %1 = get f64 0, %0
invalid IR in @slot_that_is_none, block entry: its result is i64, not a slot: %0 = slot i64
invalid IR in @load_from_no_slot, block entry: operand 1 is i64, not a slot: %1 = slot_load i64 %0
invalid IR in @load_of_another_type, block entry: its result is f64, not i64: %1 = slot_load f64 %0
invalid IR in @store_of_another_type, block entry: operand 2 is f64, not i64: slot_store %1, %0
invalid IR in @store_into_no_slot, block entry: operand 1 is f64, not a slot: slot_store %0, %0
invalid IR in @offset_of_a_number, block entry: operand 1 is i64, not a pointer: %1 = pointer_offset i64 %0, %0
invalid IR in @offset_by_a_float, block entry: operand 2 is f64, not i64: %2 = pointer_offset ptr<f64> %0, %1
invalid IR in @offset_to_another_type, block entry: its result is ptr<i64>, not ptr<f64>: %2 = pointer_offset ptr<i64> %0, %1
invalid IR in @cast_of_a_number, block entry: operand 1 is i64, not a pointer: %1 = pointer_cast ptr<i64> %0
invalid IR in @cast_to_a_number, block entry: the result is i64, not a pointer: %1 = pointer_cast i64 %0
invalid IR in @load_from_a_number, block entry: operand 1 is i64, not a pointer: %1 = load i64 %0
invalid IR in @load_of_another_number, block entry: its result is f64, not i64: %1 = load f64 %0
invalid IR in @store_of_another_number, block entry: operand 2 is f64, not i64: store %0, %1
invalid IR in @store_into_a_number, block entry: operand 1 is f64, not a pointer: store %0, %0
invalid IR in @constant_array_without_data, block entry: it needs a data number: %0 = const_array array<u16, 1, C, readonly>
invalid IR in @constant_array_of_no_data, block entry: the module has no such data: %0 = const_array array<u16, 1, C, readonly> data:1
invalid IR in @constant_array_of_another_type, block entry: its result is array<u8, 1, C, readonly>, not array<u16, 1, C, readonly>: %0 = const_array array<u8, 1, C, readonly> data:0
invalid IR in @allocation_of_a_number, block entry: its result is i64, not an array: %1 = array_alloc i64 %0
invalid IR in @allocation_without_a_shape, block entry: it has 0 operands, not 2: %0 = array_alloc array<f64, 2, C>
invalid IR in @allocation_by_a_float, block entry: operand 1 is f64, not i64: %1 = array_alloc array<f64, 1, C> %0
invalid IR in @view_that_is_a_number, block entry: its result is i64, not an array: %2 = array_view i64 %0
invalid IR in @view_without_strides, block entry: it has 3 operands, not 4: %3 = array_view array<f64, 1, C> %0, %1, %2
invalid IR in @view_of_a_number, block entry: operand 1 is i64, not an array: %2 = array_view array<f64, 1, C> %1, %0, %1, %1
invalid IR in @view_of_other_items, block entry: operand 2 is ptr<i64>, not ptr<f64>: %3 = array_view array<f64, 1, C> %0, %1, %2, %2
invalid IR in @item_of_a_number, block entry: operand 1 is i64, not an array: %1 = array_load i64 %0, %0
invalid IR in @item_without_all_indices, block entry: it has 2 operands, not 3: %2 = array_load f64 %0, %1
invalid IR in @item_by_a_bool, block entry: operand 2 is bool, not i64: %2 = array_load f64 %0, %1
invalid IR in @item_of_another_type, block entry: its result is i64, not f64: %2 = array_load i64 %0, %1
invalid IR in @stored_item_of_another_type, block entry: operand 2 is i64, not f64: array_store %0, %1, %1
invalid IR in @stored_without_an_index, block entry: it has 2 operands, not 3: array_store %0, %1
invalid IR in @count_of_a_number, block entry: operand 1 is i64, which is not counted: retain %0
invalid IR in @count_of_a_tuple_of_numbers, block entry: operand 1 is tuple<i64, f64>, which is not counted: release %0
nothing is wrong in @count_of_a_tuple_with_an_array
