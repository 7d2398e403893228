# The extension module pyrite._core, once per interpreter of PYRITE_PYTHONS, all from the one core.
#
# Modules of different interpreters differ in their suffix, so all of them lie in one folder, <build>/package/pyrite, beside
# links to the Python files: PYTHONPATH=<build>/package serves every interpreter.
set(PYRITE_PACKAGE_DIR ${CMAKE_BINARY_DIR}/package)

if(SKBUILD AND NOT PYRITE_PYTHONS)
  set(PYRITE_PYTHONS ${Python_EXECUTABLE})
endif()

# Asks an interpreter for its suffix, tag and include folders; they land in <prefix>_<name> of the caller.
function(pyrite_describe_python executable prefix)
  execute_process(COMMAND ${executable} ${CMAKE_SOURCE_DIR}/cmake/describe_python.py
    OUTPUT_VARIABLE answer ERROR_VARIABLE complaint RESULT_VARIABLE status OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${executable} of PYRITE_PYTHONS does not run:\n${complaint}")
  endif()
  foreach(name IN ITEMS suffix tag python after pybind11 numpy)
    string(REGEX MATCH "(^|\n)${name}=([^\n]*)" line "${answer}")
    set(${prefix}_${name} "${CMAKE_MATCH_2}" PARENT_SCOPE)
    set(${name} "${CMAKE_MATCH_2}")
  endforeach()
  if(NOT pybind11 OR NOT numpy)
    message(FATAL_ERROR "pybind11 or NumPy is missing in an environment. Run:\n  ${executable} -m pip install pybind11==3.1.0 numpy")
  endif()
  foreach(folder IN LISTS python)
    if(EXISTS ${folder}/Python.h)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "The headers of ${executable} are missing (no Python.h in ${python}). On Debian or Ubuntu:\n"
    "  apt-get install python3-dev pypy3-dev")
endfunction()

# pyrite_add_bridges(SOURCE...)   called by python/bridge/CMakeLists.txt
function(pyrite_add_bridges)
  if(NOT PYRITE_PYTHONS)
    message(STATUS "python/bridge: PYRITE_PYTHONS names no interpreter, so no extension module is built")
    return()
  endif()
  add_custom_target(pyrite_package ALL
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_SOURCE_DIR}/python/pyrite -DPACKAGE=${PYRITE_PACKAGE_DIR}/pyrite
            -P ${CMAKE_SOURCE_DIR}/cmake/link_package.cmake
    COMMENT "Linking the Python files into the package")
  foreach(executable IN LISTS PYRITE_PYTHONS)
    pyrite_describe_python(${executable} interpreter)
    set(module pyrite_core_${interpreter_tag})
    if(TARGET ${module})
      continue()   # two interpreters of one version share a module
    endif()
    message(STATUS "python/bridge: ${module} for ${executable}")
    add_library(${module} MODULE ${ARGN})
    target_include_directories(${module} SYSTEM PRIVATE ${interpreter_python} ${interpreter_pybind11} ${interpreter_numpy})
    foreach(folder IN LISTS interpreter_after)
      target_compile_options(${module} PRIVATE "SHELL:-idirafter ${folder}")
    endforeach()
    foreach(library IN ITEMS cpu cuda targets passes infer flow bytecode ir types runtime support)
      if(TARGET pyrite_${library})
        target_link_libraries(${module} PRIVATE pyrite_${library})
      endif()
    endforeach()
    set_target_properties(${module} PROPERTIES PREFIX "" OUTPUT_NAME _core SUFFIX ${interpreter_suffix}
      LIBRARY_OUTPUT_DIRECTORY ${PYRITE_PACKAGE_DIR}/pyrite LINK_DEPENDS ${CMAKE_SOURCE_DIR}/cmake/exports.map)
    target_link_options(${module} PRIVATE -Wl,--version-script=${CMAKE_SOURCE_DIR}/cmake/exports.map $<$<BOOL:${PYRITE_STRIP}>:-s>)
    if(SKBUILD)
      install(TARGETS ${module} LIBRARY DESTINATION pyrite)
    endif()
  endforeach()
endfunction()
