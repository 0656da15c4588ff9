#!/bin/sh
# Makes a coder of any command that reads a prompt and prints text: LLM="llm -m some-model".
{
  echo "Write the module that this request asks for; its instructions say how."
  cat
} | sh -c "$LLM"
