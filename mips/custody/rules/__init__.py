"""The law of police detention as pure functions: dated facts in, an answer and its authority out."""
