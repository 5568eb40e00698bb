"""Text to mentions of technologies and what a paper does with them."""
