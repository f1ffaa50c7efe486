SELECT :#${variable.depth}
