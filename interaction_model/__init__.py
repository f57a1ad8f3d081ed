"""What Alexa is taught: one readable source, the five models made from it, and their check."""
