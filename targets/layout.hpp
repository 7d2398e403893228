// How types look in LLVM IR and in memory. Sizes come from the data layout alone.
#pragma once

#include <llvm/IR/DataLayout.h>

#include <unordered_map>

#include "targets/target.hpp"

namespace llvm {
class LLVMContext;
class Type;
}  // namespace llvm

namespace pyrite::targets {

/// LLVM types of IR types within one context. A bool is i1; zero-size types are the empty struct; aggregates are structs of
/// their parts, arrays among them: {owner, data, shape…, strides…}.
class TypeLayouts {
 public:
  TypeLayouts(llvm::LLVMContext& context, const llvm::DataLayout& dataLayout) : context_(context), dataLayout_(dataLayout) {}

  llvm::Type* typeOf(types::Type type);
  /// The type of an element in an array's memory: a bool is a byte.
  llvm::Type* elementTypeOf(types::Type type);
  /// What lies at the data of a box.
  llvm::Type* fieldsOf(types::Type box) { return typeOf(types::tupleType(box->items)); }
  std::int64_t sizeOf(llvm::Type* type) {
    return static_cast<std::int64_t>(dataLayout_.getTypeAllocSize(type).getFixedValue());
  }
  MemoryLayout layoutOf(types::Type type);
  FrameLayout frameOf(types::Type result, std::span<const types::Type> arguments);

 private:
  llvm::LLVMContext& context_;
  llvm::DataLayout dataLayout_;  // a copy: it caches layouts by addresses of the context's types
  std::unordered_map<types::Type, llvm::Type*> known_;
};

}  // namespace pyrite::targets
