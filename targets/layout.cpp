// Types in LLVM IR, and frames.
#include "targets/layout.hpp"

#include <llvm/IR/DataLayout.h>
#include <llvm/IR/DerivedTypes.h>

#include "frontend/ir/builder.hpp"

namespace pyrite::targets {

using types::Kind;

llvm::Type* TypeLayouts::typeOf(types::Type type) {
  if (const auto found = known_.find(type); found != known_.end()) return found->second;
  llvm::Type* made = [&]() -> llvm::Type* {
    switch (type->kind) {
      case Kind::Void:
        return llvm::Type::getVoidTy(context_);
      case Kind::Unbound:
      case Kind::None:
      case Kind::Ellipsis:
      case Kind::String:
      case Kind::Static:
        return llvm::StructType::get(context_);
      case Kind::Bool:
        return llvm::Type::getInt1Ty(context_);
      case Kind::Int:
        return llvm::Type::getIntNTy(context_, type->bits);
      case Kind::Error:  // status, payload
        return llvm::StructType::get(context_, {llvm::Type::getInt32Ty(context_), llvm::PointerType::get(context_, 0)});
      case Kind::Float:
        return type->bits == 16   ? llvm::Type::getHalfTy(context_)
               : type->bits == 32 ? llvm::Type::getFloatTy(context_)
                                  : llvm::Type::getDoubleTy(context_);
      case Kind::Owner:
      case Kind::Pointer:
      case Kind::Slot:
      case Kind::List:
      case Kind::Box:
      case Kind::Generator:
      case Kind::Function:
        return llvm::PointerType::get(context_, 0);
      case Kind::Complex:
      case Kind::Tuple:
      case Kind::Optional:
      case Kind::MaybeUnbound:
      case Kind::Range:
      case Kind::Slice:
      case Kind::Closure:
      case Kind::Template:
      case Kind::Array:
      case Kind::Buffer:
      case Kind::Text:
      case Kind::Time:
      case Kind::Enum:
      case Kind::Iterator: {
        std::vector<llvm::Type*> parts;
        for (std::size_t i = 0; i < ir::partCount(type); ++i) parts.push_back(typeOf(ir::partType(type, i)));
        return llvm::StructType::get(context_, parts);
      }
    }
    return nullptr;
  }();
  known_.emplace(type, made);
  return made;
}

llvm::Type* TypeLayouts::elementTypeOf(types::Type type) {
  return type->isBool() ? llvm::Type::getInt8Ty(context_) : typeOf(type);
}

MemoryLayout TypeLayouts::layoutOf(types::Type type) {
  MemoryLayout layout;
  llvm::Type* lowered = typeOf(type);
  if (lowered->isVoidTy()) return layout;
  layout.size = sizeOf(lowered);
  layout.alignment = static_cast<std::int64_t>(dataLayout_.getABITypeAlign(lowered).value());
  if (auto* aggregate = llvm::dyn_cast<llvm::StructType>(lowered); aggregate != nullptr && aggregate->getNumElements() > 0) {
    const llvm::StructLayout* parts = dataLayout_.getStructLayout(aggregate);
    for (unsigned i = 0; i < aggregate->getNumElements(); ++i)
      layout.partOffsets.push_back(static_cast<std::int64_t>(parts->getElementOffset(i).getFixedValue()));
  }
  return layout;
}

FrameLayout TypeLayouts::frameOf(types::Type result, std::span<const types::Type> arguments) {
  FrameLayout frame;
  auto place = [&](types::Type type) {
    const MemoryLayout layout = layoutOf(type);
    const std::int64_t offset = (frame.size + layout.alignment - 1) / layout.alignment * layout.alignment;
    frame.size = offset + layout.size;
    frame.alignment = std::max(frame.alignment, layout.alignment);
    return offset;
  };
  frame.resultOffset = place(result);
  for (types::Type argument : arguments) frame.argumentOffsets.push_back(place(argument));
  return frame;
}

}  // namespace pyrite::targets
