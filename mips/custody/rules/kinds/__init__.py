"""The kinds of fact, one file a stage of detention; `facts` names them all."""
