; Blocks, edges and definitions.
test verify

func @good(%a: i64) -> i64 {
entry:
  jump next(%a)
next(%b: i64):
  return %b
}

func @no_blocks() -> none {
}

func @no_terminator(%a: i64) -> i64 {
entry:
  %0 = neg i64 %a
}

func @empty_block() -> none {
entry:
  jump next
next:
}

func @terminator_inside(%a: i64) -> i64 {
entry:
  return %a
  return %a
}

func @untyped_parameter(%a: ?) -> none {
entry:
  %0 = zero none
  return %0
}

func @edge_to_the_entry() -> none {
entry:
  jump entry
}

func @too_few_arguments() -> none {
entry:
  jump next
next(%a: i64):
  unreachable
}

func @argument_of_another_type(%a: i32) -> none {
entry:
  jump next(%a)
next(%b: i64):
  unreachable
}

func @unwind_to_a_block_with_parameters() -> none {
entry: unwind handler
  unreachable
handler(%a: i64):
  propagate
}

func @used_before_its_definition(%a: i64) -> i64 {
entry:
  %0 = neg i64 %1
  %1 = neg i64 %a
  return %0
}

func @defined_on_one_path(%c: bool, %a: i64) -> i64 {
entry:
  branch %c, yes, done
yes:
  %0 = neg i64 %a
  jump done
done:
  return %0
}

func @parameter_of_another_block(%c: bool, %a: i64) -> i64 {
entry:
  branch %c, yes(%a), done
yes(%b: i64):
  jump done
done:
  return %b
}

func @parameter_in_an_edge(%c: bool, %a: i64) -> i64 {
entry:
  branch %c, yes(%a), done(%b)
yes(%b: i64):
  jump done(%b)
done(%d: i64):
  return %d
}

site 0 = ValueError()

func @undefined_when_the_error_leads_here(%c: bool, %a: i64) -> i64 {
entry: unwind handler
  raise_if site:0, %c
  %0 = neg i64 %a
  return %0
handler:
  %1 = caught_error error
  return %0
}

func @defined_before_any_error(%c: bool, %a: i64) -> i64 noraise {
entry: unwind handler
  %0 = neg i64 %a
  raise_if site:0, %c
  return %0
handler:
  %1 = caught_error error
  return %0
}

func @handed_over_by_an_unwind_edge_before_its_definition(%c: bool, %a: i64) -> i64 {
entry: unwind handler(%0)
  raise_if site:0, %c
  %0 = neg i64 %a
  return %0
handler(%1: i64):
  return %1
}

func @what_no_edge_reaches_is_not_looked_at(%a: i64) -> i64 {
entry:
  return %a
nowhere:
  return %0
elsewhere:
  %0 = neg i64 %a
  return %0
}

func @said_not_to_raise(%c: bool) -> none noraise {
entry:
  raise_if site:0, %c
  %0 = zero none
  return %0
}

func @calls_what_raises(%c: bool) -> none noraise {
entry:
  %0 = call none @raises, %c
  return %0
}

func @raises(%c: bool) -> none {
entry:
  raise site:0
}

func @raises_within_a_handler_of_its_own(%c: bool) -> none noraise {
entry: unwind handler
  raise site:0
handler:
  %0 = zero none
  return %0
}

expect:
nothing is wrong in @good
invalid IR in @no_blocks: the function has no blocks
invalid IR in @no_terminator, block entry: the block does not end in a terminator
invalid IR in @empty_block, block next: the block does not end in a terminator
invalid IR in @terminator_inside, block entry: a terminator inside the block: return %0
invalid IR in @untyped_parameter, block entry: a parameter has no type
invalid IR in @edge_to_the_entry, block entry: an edge to the entry block: jump entry
invalid IR in @too_few_arguments, block entry: the edge to next has 0 arguments for 1 parameters: jump next
invalid IR in @argument_of_another_type, block entry: argument 1 of the edge to next is i32, its parameter i64: jump next(%0)
invalid IR in @unwind_to_a_block_with_parameters, block entry: the edge to handler has 0 arguments for 1 parameters
invalid IR in @used_before_its_definition, block entry: operand 1 is used before its definition: %1 = neg i64 %2
invalid IR in @defined_on_one_path, block done: operand 1 is defined in a block that does not dominate this one: return %2
invalid IR in @parameter_of_another_block, block done: operand 1 is a parameter of a block that does not dominate this one: return %2
invalid IR in @parameter_in_an_edge, block entry: argument 1 of the edge to done is a parameter of a block that does not dominate this one: branch %0, yes(%1), done(%2)
invalid IR in @undefined_when_the_error_leads_here, block handler: operand 1 is not defined when an error leads here from block entry: return %2
nothing is wrong in @defined_before_any_error
invalid IR in @handed_over_by_an_unwind_edge_before_its_definition, block entry: argument 1 of the edge to handler is used before its definition
nothing is wrong in @what_no_edge_reaches_is_not_looked_at
invalid IR in @said_not_to_raise, block entry: it may raise, and the function is said not to: raise_if site:0, %0
invalid IR in @calls_what_raises, block entry: it may raise, and the function is said not to: %1 = call none @raises, %0
nothing is wrong in @raises
nothing is wrong in @raises_within_a_handler_of_its_own
