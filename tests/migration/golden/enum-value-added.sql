-- before
enum E { X } type A @model(timestamps: null) { e: E }
-- after
enum E { X Y } type A @model(timestamps: null) { e: E }
-- sql
