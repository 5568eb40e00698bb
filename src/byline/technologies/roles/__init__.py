"""What a paper does with a technology: a role for each mention, and one for the paper."""
