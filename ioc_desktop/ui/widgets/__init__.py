"""Small parts that panels share: toasts, dialogs, chips, states, headers, form fields."""
